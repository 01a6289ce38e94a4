package io.sluice.samples.standin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a stand-in shall be; every setting has a default that suits a test. */
public final class StandInClusterBuilder {
  String name = "stand-in";
  StandInDialect dialect = StandInDialect.TRINO;
  String version = "stand-in";
  int port;
  Optional<String> coordinatorId = Optional.empty();
  boolean tellsCoordinatorId = true;
  Duration longPoll = Duration.ofSeconds(1);
  int remembered = 10_000;
  int rememberedQueries = 1_000;
  InstantSource clock = InstantSource.system();
  RandomGenerator random = RandomGenerator.getDefault();

  StandInClusterBuilder() {}

  public StandInClusterBuilder name(String newName) {
    name = newName;
    return this;
  }

  public StandInClusterBuilder dialect(StandInDialect newDialect) {
    dialect = newDialect;
    return this;
  }

  /** The version that /v1/info tells; by default {@code stand-in}. */
  public StandInClusterBuilder version(String newVersion) {
    version = newVersion;
    return this;
  }

  /** The port on loopback; by default 0, a free one. */
  public StandInClusterBuilder port(int newPort) {
    port = newPort;
    return this;
  }

  /** The last part of its query ids; by default made up. */
  public StandInClusterBuilder coordinatorId(String newId) {
    coordinatorId = Optional.of(newId);
    return this;
  }

  /**
   * Whether a Trino stand-in tells its coordinator id in /v1/info, as Trino 483 does and 476 not.
   */
  public StandInClusterBuilder tellsCoordinatorId(boolean tells) {
    tellsCoordinatorId = tells;
    return this;
  }

  /** How long a poll of a held query waits; by default 1 s, as the engines do. */
  public StandInClusterBuilder longPoll(Duration wait) {
    longPoll = wait;
    return this;
  }

  /** How many requests and answers it remembers; by default 10,000. */
  public StandInClusterBuilder remembered(int count) {
    remembered = count;
    return this;
  }

  /** How many queries it remembers after their end; by default about 1,000. */
  public StandInClusterBuilder rememberedQueries(int count) {
    rememberedQueries = count;
    return this;
  }

  public StandInClusterBuilder clock(InstantSource newClock) {
    clock = newClock;
    return this;
  }

  public StandInClusterBuilder random(RandomGenerator newRandom) {
    random = newRandom;
    return this;
  }

  public StandInCluster build() {
    return new StandInCluster(this);
  }
}

package io.sluice.broker.audit;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes decision ids. Safe for use by many threads when its sources are. */
public final class DecisionIds {
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param clock says when a decision is made
   * @param random must be seeded differently on each replica and safe for many threads, as {@link
   *     java.security.SecureRandom} is
   */
  public DecisionIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public DecisionId next() {
    return DecisionId.of(clock.instant(), random.nextLong(), random.nextLong());
  }
}

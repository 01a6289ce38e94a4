package io.sluice.broker;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What all parts of a broker share.
 *
 * @param clock tells the time
 * @param random draws what nobody may guess
 * @param background runs what may wait, each on a thread of its own
 * @param replica names this process among the brokers of a store
 */
record Surroundings(
    InstantSource clock, SecureRandom random, ExecutorService background, String replica) {

  static Surroundings ofProcess() {
    return new Surroundings(
        InstantSource.system(),
        new SecureRandom(),
        Executors.newVirtualThreadPerTaskExecutor(),
        "%s-%d"
            .formatted(
                System.getenv().getOrDefault("HOSTNAME", "sluice"), ProcessHandle.current().pid()));
  }
}

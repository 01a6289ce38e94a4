package io.sluice.broker.fleet;

import io.sluice.admin.group.Thresholds;
import io.sluice.broker.probe.EngineLoad;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Compares a cluster's load with its group's thresholds. */
final class Limits {
  private Limits() {}

  /** Each threshold that is exceeded, for people; empty when none is. */
  static String exceeded(Thresholds thresholds, EngineLoad load) {
    String queued = exceeded("queued", load.queued(), thresholds.maxQueued());
    String running = exceeded("running", load.running(), thresholds.maxRunning());
    String cpu = exceeded(load.cpuUtilisation(), thresholds.maxCpu());
    return joined(joined(queued, running), cpu);
  }

  private static String exceeded(String what, int value, OptionalInt most) {
    return most.isPresent() && value > most.getAsInt()
        ? what + " " + value + " (threshold: " + most.getAsInt() + ")"
        : "";
  }

  private static String exceeded(double value, OptionalDouble most) {
    return most.isPresent() && value > most.getAsDouble()
        ? "CPU %.0f %% (threshold: %.0f %%)".formatted(100 * value, 100 * most.getAsDouble())
        : "";
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }
}

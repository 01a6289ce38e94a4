package io.sluice.admin.group;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How busy a cluster of a group may be while there is a less busy one, in the group or in its
 * fallbacks. A limit that nobody set is no limit.
 *
 * @param maxQueued queries queued, from 0
 * @param maxRunning queries running, from 0
 * @param maxCpu CPU utilisation, 0 to 1
 */
public record Thresholds(OptionalInt maxQueued, OptionalInt maxRunning, OptionalDouble maxCpu) {
  /** No limits. */
  public static final Thresholds NONE =
      new Thresholds(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty());

  public Thresholds {
    if (maxQueued.orElse(0) < 0
        || maxRunning.orElse(0) < 0
        || !(maxCpu.orElse(0) >= 0 && maxCpu.orElse(0) <= 1)) {
      throw new IllegalArgumentException(
          "maxQueued %s, maxRunning %s, maxCpu %s (expected: from 0, from 0, 0 to 1)"
              .formatted(maxQueued, maxRunning, maxCpu));
    }
  }
}

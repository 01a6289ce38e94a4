package io.sluice.admin.rollout;

import java.time.Duration;

/**
 * How an operator wants a group's statements moved.
 *
 * @param from the clusters that have them
 * @param to the clusters that are to get them
 * @param over how long it takes from nothing to all
 * @param startPercent how many percent go over at once, 0 to 100
 * @param by what the percentage is of
 */
public record SwitchSpec(
    SwitchSide from, SwitchSide to, Duration over, int startPercent, ShareBy by) {
  public SwitchSpec {
    if (!over.isPositive() || startPercent < 0 || startPercent > 100) {
      throw new IllegalArgumentException(
          "over %s, startPercent %d (expected: more than nothing, 0 to 100)"
              .formatted(over, startPercent));
    }
  }
}

package io.sluice.admin.cluster;

import io.sluice.rules.fact.GroupName;

/**
 * That a cluster serves a group, and how much of it.
 *
 * @param group the group
 * @param weight its share of the group's statements in relation to the others, 1 to 1000
 * @param priority its rank among the group's clusters where priority counts, from 0: first
 */
public record Membership(GroupName group, int weight, int priority) {

  /** The weight of a cluster whose operator named none. */
  public static final int DEFAULT_WEIGHT = 1;

  /** The most that one cluster may weigh. */
  public static final int MAX_WEIGHT = 1000;

  /** The last rank. */
  public static final int MAX_PRIORITY = 1000;

  public Membership {
    if (weight < 1 || weight > MAX_WEIGHT || priority < 0 || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException(
          "group %s: weight %d, priority %d (expected: weight 1 to %d, priority 0 to %d)"
              .formatted(group, weight, priority, MAX_WEIGHT, MAX_PRIORITY));
    }
  }

  /** The first rank, with the weight of those that nobody weighed. */
  public static Membership of(GroupName group) {
    return new Membership(group, DEFAULT_WEIGHT, 0);
  }
}

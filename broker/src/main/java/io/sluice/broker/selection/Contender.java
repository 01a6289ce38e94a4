package io.sluice.broker.selection;

import io.sluice.rules.fact.ClusterName;

/**
 * A cluster that can take a statement, and what a policy may go by.
 *
 * @param name its name
 * @param priority its place in the group, 0 first
 * @param weight how much of the work it should get; the share of a slow start is in it already
 * @param share how far its slow start has come, 0 exclusive to 1; for policies that don't weigh
 * @param capacity how many queries it is good for at once
 * @param running its running queries
 * @param queued its queued queries
 * @param ofUser the queries of this statement's user that are alive on it
 * @param location where it stands; may be empty
 * @param second whether it is on the side of a switch that comes after the other one
 * @param beyondThresholds whether it is busier than its group allows: tried after all others
 */
public record Contender(
    ClusterName name,
    int priority,
    double weight,
    double share,
    int capacity,
    int running,
    int queued,
    int ofUser,
    String location,
    boolean second,
    boolean beyondThresholds) {
  public Contender {
    requirePositive("weight", weight);
    requirePositive("share", share);
    requirePositive("capacity", capacity);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("%s: %s (expected: more than 0)".formatted(name, value));
    }
  }

  /** Where it stands before a policy looks at it: all of one rank come before those of the next. */
  int rank() {
    return (beyondThresholds ? 2 : 0) + (second ? 1 : 0);
  }

  /** The part of its room that is used; more than 1 when queries wait. */
  double load() {
    return (running + queued) / room();
  }

  /** How many queries it is good for, as its weight has it. */
  double room() {
    return capacity * weight;
  }
}

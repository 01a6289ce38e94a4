package io.sluice.rules.decision;

/** What was out of the ordinary in an evaluation; shown in the audit and counted. */
public enum Flag {
  /**
   * Two rules of equal salience wanted different groups, and the earlier file, then line, won; or
   * one rule wanted several, for several facts, and the first by name won.
   */
  AMBIGUOUS,
  /** A rule threw; the default group took the statement. */
  RULE_FAILED,
  /** The evaluation ran longer than its budget; the default group took the statement. */
  OVER_BUDGET,
  /** More rules fired than the limit allows; the default group took the statement. */
  FIRING_LIMIT,
  /** A rule named a group, cluster or policy that does not exist; its word had no effect. */
  UNKNOWN_TARGET
}

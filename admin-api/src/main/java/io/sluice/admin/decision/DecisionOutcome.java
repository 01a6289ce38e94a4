package io.sluice.admin.decision;

/** What became of a statement at the broker. */
public enum DecisionOutcome {
  /** A rule chose its group, and a cluster accepted it. */
  ROUTED,
  /** No rule chose; the default group's cluster accepted it. */
  DEFAULTED,
  /** A rule refused it. */
  REJECTED,
  /** No cluster accepted it. */
  FAILED
}

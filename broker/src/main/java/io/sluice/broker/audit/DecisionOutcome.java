package io.sluice.broker.audit;

/** What became of a statement at the broker. */
public enum DecisionOutcome {
  /** A rule chose its group, and a cluster accepted it. */
  ROUTED,
  /** No rule chose; a cluster of the default group, or of its fallbacks, accepted it. */
  DEFAULTED,
  /** A rule refused it. */
  REJECTED,
  /** No cluster accepted it. */
  FAILED
}

package io.sluice.admin.decision;

/** How the query of a decision stands, as its follow-ups showed. */
public enum QueryState {
  /** Its end has not been seen. */
  RUNNING,
  FINISHED,
  FAILED,
  CANCELED
}

package io.sluice.broker.audit;

/** How a query stands, as its follow-ups showed. */
public enum QueryState {
  /** Its end has not been seen. */
  RUNNING,
  FINISHED,
  FAILED,
  CANCELED
}

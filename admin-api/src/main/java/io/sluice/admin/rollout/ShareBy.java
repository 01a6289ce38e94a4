package io.sluice.admin.rollout;

/** What the percentage of a switch is a percentage of. */
public enum ShareBy {
  /** Each statement is drawn for. */
  STATEMENT,
  /** A user goes over once, with all statements, and does not come back. */
  USER
}

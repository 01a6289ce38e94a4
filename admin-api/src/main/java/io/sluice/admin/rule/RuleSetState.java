package io.sluice.admin.rule;

/** Whether the rules that are active are the ones on disk. */
public enum RuleSetState {
  /** The files on disk are active. */
  OK,
  /** The files on disk are broken; the last good rule set is active. */
  BROKEN
}

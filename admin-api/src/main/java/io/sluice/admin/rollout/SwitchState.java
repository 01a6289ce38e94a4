package io.sluice.admin.rollout;

/** How far a switch has come. */
public enum SwitchState {
  /** Its percentage grows. */
  RUNNING,
  /** An operator holds it at its percentage. */
  STOPPED,
  /** Its percentage is 100. */
  DONE
}

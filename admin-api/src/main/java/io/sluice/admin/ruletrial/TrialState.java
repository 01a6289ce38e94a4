package io.sluice.admin.ruletrial;

/** How a trial stands on the broker that is asked. */
public enum TrialState {
  /** The candidate is at work. */
  RUNNING,
  /** The candidate can't be used on this broker; its diagnostics say why. */
  INACTIVE
}

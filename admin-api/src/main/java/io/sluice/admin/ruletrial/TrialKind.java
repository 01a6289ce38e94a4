package io.sluice.admin.ruletrial;

/** How a candidate is tried. */
public enum TrialKind {
  /** It looks at every statement, and has no say. */
  SHADOW,
  /** It decides for a share of the users. */
  CANARY
}

package io.sluice.rules.replay;

/** What other rules make of a decision. */
public enum Change {
  /** They say the same. */
  NONE,
  /** The same group, but a word beside it differs, such as a session property. */
  WORDS,
  /** Another group. */
  MOVED,
  /** It ran then, and would be rejected now. */
  NEWLY_REJECTED,
  /** It was rejected then, and would run now. */
  NO_LONGER_REJECTED
}

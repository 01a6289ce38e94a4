package io.sluice.rules.replay;

/** The words of rules beside the group. */
public enum WordKind {
  FALLBACK,
  STRICT,
  PIN,
  SELECT,
  SESSION,
  TAGS,
  PRIORITY,
  MAX_QUEUED,
  /** The message of a rejection. */
  MESSAGE,
  /** Notes change nothing but the audit: a decision that differs in them only has not changed. */
  NOTES
}

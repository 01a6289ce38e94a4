package io.sluice.broker.deciding;

/** Whose verdict a statement got. */
public enum DecidedBy {
  /** That of the active rules. */
  ACTIVE,
  /** That of a canary's candidate, because the user is in its share. */
  CANARY,
  /** That of the active rules, although the user is in a canary's share: the candidate failed. */
  ACTIVE_INSTEAD,
  /** That of no rules: there was no verdict in time. */
  NOBODY
}

package io.sluice.broker.version;

/**
 * When an activation counts that was made while the store was down, once the store is back and may
 * know better.
 */
public enum Claim {
  /** In any case: someone changed the files. */
  ALWAYS,
  /** Only if the version has never been in force: this replica did not know what it had seen. */
  IF_UNKNOWN,
  /** Only if the archive has nothing: it belongs to those who write over REST. */
  IF_EMPTY
}

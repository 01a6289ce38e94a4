package io.sluice.admin.version;

/** What made a rule set come into force. */
public enum ActivationOrigin {
  /** The files in a broker's rules directory. */
  DIRECTORY,
  /** A file that was put or deleted over REST. */
  API,
  /** Someone chose an older version. */
  ROLLBACK,
  /** A candidate proved itself. */
  PROMOTION
}

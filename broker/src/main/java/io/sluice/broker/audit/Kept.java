package io.sluice.broker.audit;

/** How safe an appended event is. */
public enum Kept {
  /** In the journal's file: it outlives the process, and will be delivered. */
  ON_DISK,
  /** The journal is full or its disk fails: it will be delivered if this process lives on. */
  IN_MEMORY,
  /** Neither disk nor memory had room: it is gone. Counted, and logged as an error. */
  LOST
}

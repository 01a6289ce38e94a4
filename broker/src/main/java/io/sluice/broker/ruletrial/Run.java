package io.sluice.broker.ruletrial;

/** A trial as it runs on this replica. */
sealed interface Run extends AutoCloseable permits Shadow, Canary {
  Trial trial();

  /** Adds what was counted since the last time to the store; blocks. */
  void flush(TrialCountTable table);

  /** Ends it here, and releases the candidate's memory. */
  @Override
  void close();
}

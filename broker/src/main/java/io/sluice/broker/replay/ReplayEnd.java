package io.sluice.broker.replay;

import io.sluice.rules.replay.ReplayReport;

/** How a replay ended. */
public sealed interface ReplayEnd {

  /**
   * All decisions have been tried.
   *
   * @param report what came of it
   * @param unreadable how many rows of the store are no decisions that can be replayed
   */
  record Finished(ReplayReport report, long unreadable) implements ReplayEnd {}

  /** It was stopped. */
  record Stopped() implements ReplayEnd {}

  /** It could not go on. */
  record Failed(RuntimeException why) implements ReplayEnd {}
}

package io.sluice.admin.replay;

import java.time.Duration;
import java.util.Optional;

/** A replay that runs on threads of its own. */
public interface RunningReplay extends AutoCloseable {

  /** How far it is. */
  ReplayProgressView progress();

  /**
   * Waits for its end.
   *
   * @return its report; empty when it still runs
   * @throws io.sluice.admin.problem.UnavailableException when it was stopped or could not go on
   */
  Optional<ReplayReportView> await(Duration timeout) throws InterruptedException;

  /** Ends it, if it still runs. */
  @Override
  void close();
}

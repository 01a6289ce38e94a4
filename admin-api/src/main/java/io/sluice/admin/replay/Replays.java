package io.sluice.admin.replay;

/**
 * What the API asks of replays. Safe for use by many threads. Methods throw {@link
 * io.sluice.admin.problem.UnavailableException} when the record of decisions can't be read.
 */
public interface Replays {

  /** Compiles the candidate and begins, unless another replay runs. */
  ReplayStart start(ReplayRequest request);

  /**
   * Ends the replay that runs.
   *
   * @return whether there was one
   */
  boolean stop();
}

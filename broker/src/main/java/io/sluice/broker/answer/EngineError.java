package io.sluice.broker.answer;

/**
 * An error as the engines tell it to analysts, inside a page of results.
 *
 * @param message what the analyst reads
 * @param code the engines' number of it
 * @param name the engines' name of it
 * @param type the engines' kind of it
 */
public record EngineError(String message, int code, String name, String type) {
  /** The longest message; it travels in a URL. */
  private static final int MAX_MESSAGE = 1500;

  public EngineError {
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE) + "...";
    }
  }

  /** A rule refused the statement. */
  public static EngineError rejected(String message) {
    return new EngineError(message, 4, "PERMISSION_DENIED", "USER_ERROR");
  }

  /** No cluster could take the statement. */
  public static EngineError noCluster(String message) {
    return new EngineError(message, 65541, "NO_NODES_AVAILABLE", "INTERNAL_ERROR");
  }

  /** The statement names a catalog that no cluster has. */
  public static EngineError catalogNotFound(String message) {
    return new EngineError(message, 44, "CATALOG_NOT_FOUND", "USER_ERROR");
  }

  /** The query waited in its cluster's queue for longer than rules allow. */
  public static EngineError queuedTooLong(String message) {
    return new EngineError(message, 131_075, "EXCEEDED_TIME_LIMIT", "INSUFFICIENT_RESOURCES");
  }

  /** The cluster that ran the query is gone. */
  public static EngineError clusterGone(String message) {
    return new EngineError(message, 65542, "REMOTE_TASK_ERROR", "INTERNAL_ERROR");
  }
}

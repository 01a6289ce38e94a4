package io.sluice.admin.problem;

/**
 * A port can't do its work now, for a reason outside the request, such as a store that is down. The
 * client reads a 503 with the message and may try again.
 */
public final class UnavailableException extends RuntimeException {
  /** The message names what is unavailable; the cause is for the log only. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

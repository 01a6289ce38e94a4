package io.sluice.broker;

import java.io.IOException;

/** A broker could not start; the message says why, and how to mend it. */
public final class StartFailure extends IOException {
  private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}

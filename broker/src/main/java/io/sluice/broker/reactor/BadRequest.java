package io.sluice.broker.reactor;

/** Why a client's request is refused before anybody looks at what it wants. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  BadRequest(int status, String message) {
    // No stack trace: it is the client's mistake, and may come often.
    super(message, null, false, false);
    this.status = status;
  }

  /** A request that two servers could understand in two ways, or none. */
  static BadRequest malformed(String message) {
    return new BadRequest(400, message);
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}

package io.sluice.broker.probe;

import java.io.IOException;

/** A coordinator lives, but does not answer this question: to nobody, or not to this user. */
final class Refusal extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean login;

  Refusal(Reply reply) {
    super(message(reply));
    this.login = reply.status() == 401;
  }

  Refusal(String message) {
    super(message);
    this.login = true;
  }

  /** Whether it does not know, or not believe, who asks; other questions will do no better. */
  boolean wantsLogin() {
    return login;
  }

  private static String message(Reply reply) {
    String answered = "%s answered %d".formatted(reply.question(), reply.status());
    return switch (reply.status()) {
      case 401 ->
          answered
              + " (expected: 200; give the cluster credentials that it accepts; a password needs an https url)";
      case 403 ->
          answered
              + " (expected: 200; let the user of the cluster's credentials read system information, or use https)";
      default -> answered + " (expected: 200; this engine may not have it)";
    };
  }
}

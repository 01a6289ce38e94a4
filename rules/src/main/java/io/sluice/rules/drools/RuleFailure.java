package io.sluice.rules.drools;

/** A rule threw; the message names it. */
final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleFailure(String message, RuntimeException cause) {
    super(message, cause);
  }
}

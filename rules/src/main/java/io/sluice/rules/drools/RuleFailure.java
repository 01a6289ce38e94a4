package io.sluice.rules.drools;

/** A rule ended the evaluation: it threw, or it was at work when the budget was spent. */
final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Origin origin;
  private final boolean overBudget;

  private RuleFailure(Origin origin, boolean overBudget, String message, RuntimeException cause) {
    super(message, cause);
    this.origin = origin;
    this.overBudget = overBudget;
  }

  /** What a rule did could not be done. */
  static RuleFailure failed(Origin origin, String what, RuntimeException cause) {
    return new RuleFailure(
        origin, false, "%s: %s%s".formatted(origin, what, cause.getMessage()), cause);
  }

  /** The budget was spent. */
  static RuleFailure overBudget(Origin origin, RuntimeException cause) {
    return new RuleFailure(origin, true, "over budget at " + origin, cause);
  }

  Origin origin() {
    return origin;
  }

  boolean isOverBudget() {
    return overBudget;
  }
}

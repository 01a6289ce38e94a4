package io.sluice.rules.language;

/** The evaluation has run longer than its budget. */
public final class OverBudget extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OverBudget() {
    super("the evaluation ran longer than its budget", null, false, false);
  }
}

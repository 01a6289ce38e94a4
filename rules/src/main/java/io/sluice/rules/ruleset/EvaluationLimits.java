package io.sluice.rules.ruleset;

import java.time.Duration;

/**
 * What one evaluation may cost.
 *
 * @param budget the longest it may take; beyond it the default group takes the statement
 * @param maxFirings how many times rules may fire for one statement; a rule fires once for each
 *     combination of facts that fulfils it
 */
public record EvaluationLimits(Duration budget, int maxFirings) {
  /** 50 ms and 1,000 firings. */
  public static final EvaluationLimits DEFAULT = new EvaluationLimits(Duration.ofMillis(50), 1000);

  public EvaluationLimits {
    if (!budget.isPositive()) {
      throw new IllegalArgumentException("budget: %s (expected: more than 0)".formatted(budget));
    }
    if (maxFirings < 1) {
      throw new IllegalArgumentException(
          "maxFirings: %d (expected: at least 1)".formatted(maxFirings));
    }
  }
}

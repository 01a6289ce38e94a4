package io.sluice.rules.ruleset;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;

/**
 * Evaluates one rule set, one statement at a time, on one thread. Never throws for what a rule
 * does: that ends as a flag of the verdict's explanation.
 */
public interface Evaluator extends AutoCloseable {
  Verdict evaluate(Facts facts);

  @Override
  void close();
}

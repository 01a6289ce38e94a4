package io.sluice.broker.deciding;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.TracedRule;
import java.util.List;
import java.util.function.LongSupplier;

/** A set that knows whether it is closed. */
final class ClosableRules implements RuleSet {
  private final RuleSetVersion version;
  private boolean closed;

  ClosableRules(RuleSetVersion version) {
    this.version = version;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public RuleSetVersion version() {
    return version;
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public List<TracedRule> trace(Facts facts) {
    return List.of();
  }

  @Override
  public Evaluator newEvaluator() {
    throw new UnsupportedOperationException("nobody evaluates here");
  }

  @Override
  public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
    return newEvaluator();
  }

  @Override
  public void close() {
    closed = true;
  }
}

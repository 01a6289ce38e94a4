package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.TracedRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A candidate that says what a test wants it to, and knows who has it open. */
final class CandidateRules implements RuleSet {
  private final Function<Facts, Verdict> verdicts;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  CandidateRules(Function<Facts, Verdict> verdicts) {
    this.verdicts = verdicts;
  }

  /** How many evaluators are open. */
  int open() {
    return open.get();
  }

  boolean isClosed() {
    return closed.get();
  }

  @Override
  public RuleSetVersion version() {
    return Verdicts.CANDIDATE;
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
    return newEvaluator();
  }

  @Override
  public List<TracedRule> trace(Facts facts) {
    return List.of();
  }

  @Override
  public Evaluator newEvaluator() {
    open.incrementAndGet();
    return new Evaluator() {
      @Override
      public Verdict evaluate(Facts facts) {
        return verdicts.apply(facts);
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public void close() {
    closed.set(true);
  }
}

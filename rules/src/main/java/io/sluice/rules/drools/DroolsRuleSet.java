package io.sluice.rules.drools;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.CheckedRuleSet;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A rule set as a knowledge base of the engine; all threads' evaluators share it. */
final class DroolsRuleSet implements CheckedRuleSet {
  private volatile Optional<Network> network;
  private final RuleSetVersion version;
  private final List<RuleInfo> rules;
  private final List<CheckedRule> checked;
  private final Targets targets;
  private final EvaluationLimits limits;
  private final LongSupplier nanoTime;

  DroolsRuleSet(
      Network network,
      RuleSetVersion version,
      List<CheckedRule> checked,
      Targets targets,
      EvaluationLimits limits,
      LongSupplier nanoTime) {
    this.network = Optional.of(network);
    this.version = version;
    this.rules = checked.stream().map(CheckedRule::info).toList();
    this.checked = List.copyOf(checked);
    this.targets = targets;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  public RuleSetVersion version() {
    return version;
  }

  @Override
  public List<RuleInfo> rules() {
    return rules;
  }

  @Override
  public List<CheckedRule> checked() {
    return checked;
  }

  @Override
  public Evaluator newEvaluator() {
    return newEvaluator(limits, nanoTime);
  }

  @Override
  public Evaluator newEvaluator(EvaluationLimits newLimits, LongSupplier newNanoTime) {
    Network shared =
        network.orElseThrow(
            () -> new IllegalStateException("rule set %s: closed".formatted(version)));
    var evaluator = new DroolsEvaluator(shared, version, targets, newLimits, newNanoTime);
    evaluator.prepare();
    return evaluator;
  }

  @Override
  public List<TracedRule> trace(Facts facts) {
    return new Trace(facts, limits.budget(), nanoTime).of(checked);
  }

  @Override
  public void close() {
    network = Optional.empty();
  }
}

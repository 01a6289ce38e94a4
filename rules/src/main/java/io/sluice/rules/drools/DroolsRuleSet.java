package io.sluice.rules.drools;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A rule set as a knowledge base of the engine; all threads' evaluators share it. */
final class DroolsRuleSet implements RuleSet {
  private volatile Optional<Network> network;
  private final RuleSetVersion version;
  private final List<RuleInfo> rules;
  private final Targets targets;
  private final EvaluationLimits limits;
  private final LongSupplier nanoTime;

  DroolsRuleSet(
      Network network,
      RuleSetVersion version,
      List<RuleInfo> rules,
      Targets targets,
      EvaluationLimits limits,
      LongSupplier nanoTime) {
    this.network = Optional.of(network);
    this.version = version;
    this.rules = List.copyOf(rules);
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
  public Evaluator newEvaluator() {
    Network shared =
        network.orElseThrow(
            () -> new IllegalStateException("rule set %s: closed".formatted(version)));
    var evaluator = new DroolsEvaluator(shared, version, targets, limits, nanoTime);
    evaluator.prepare();
    return evaluator;
  }

  @Override
  public void close() {
    network = Optional.empty();
  }
}

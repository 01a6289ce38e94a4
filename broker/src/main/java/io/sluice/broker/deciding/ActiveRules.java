package io.sluice.broker.deciding;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rule set in force, and what came of the last attempt to replace it.
 *
 * @param evaluators the rules that decide now, and what evaluates them
 * @param files what they were compiled from
 * @param loadedAt since when they decide
 * @param diagnostics what the last attempt had to say, whether it became active or not
 * @param refused the version of the files on disk when they can't be used; empty when they are in
 *     force
 * @param checkedAt when the directory was last found to differ and was looked at
 */
public record ActiveRules(
    EvaluatorPool evaluators,
    RuleFiles files,
    Instant loadedAt,
    List<Diagnostic> diagnostics,
    Optional<RuleSetVersion> refused,
    Instant checkedAt) {
  public ActiveRules {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The rules that decide now. */
  public RuleSet ruleSet() {
    return evaluators.rules();
  }

  ActiveRules refusing(RuleSetVersion version, List<Diagnostic> problems, Instant at) {
    return new ActiveRules(evaluators, files, loadedAt, problems, Optional.of(version), at);
  }
}

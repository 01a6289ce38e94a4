package io.sluice.broker.deciding;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;
import java.util.List;

/**
 * The rule set that decides.
 *
 * @param evaluators the rules, and what evaluates them
 * @param files what they were compiled from
 * @param loadedAt since when they decide
 * @param warnings what their compilation had to say
 */
record InForce(
    EvaluatorPool evaluators, RuleFiles files, Instant loadedAt, List<Diagnostic> warnings) {
  InForce {
    warnings = List.copyOf(warnings);
  }
}

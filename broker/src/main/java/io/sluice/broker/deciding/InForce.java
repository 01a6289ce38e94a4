package io.sluice.broker.deciding;

import io.sluice.broker.version.CourseState;
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
 * @param state how they came to be the ones
 */
record InForce(
    EvaluatorPool evaluators,
    RuleFiles files,
    Instant loadedAt,
    List<Diagnostic> warnings,
    CourseState state) {
  InForce {
    warnings = List.copyOf(warnings);
  }

  InForce withState(CourseState next) {
    return new InForce(evaluators, files, loadedAt, warnings, next);
  }
}

package io.sluice.broker.deciding;

import io.sluice.broker.version.CourseState;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rule set in force, and what is at odds with it.
 *
 * @param evaluators the rules that decide now, and what evaluates them
 * @param files what they were compiled from
 * @param loadedAt since when they decide
 * @param diagnostics what is wrong with the set that should be in force and can't be used; else
 *     what is worth a look in the one that is
 * @param course how it came to be the one
 */
public record ActiveRules(
    EvaluatorPool evaluators,
    RuleFiles files,
    Instant loadedAt,
    List<Diagnostic> diagnostics,
    CourseState course) {
  public ActiveRules {
    diagnostics = List.copyOf(diagnostics);
  }

  static ActiveRules of(InForce set) {
    CourseState course = set.state();
    List<Diagnostic> diagnostics =
        course.refused().isPresent() ? course.diagnostics() : set.warnings();
    return new ActiveRules(set.evaluators(), set.files(), set.loadedAt(), diagnostics, course);
  }

  /** The rules that decide now. */
  public RuleSet ruleSet() {
    return evaluators.rules();
  }

  /** The version that should be in force and can't be used. */
  public Optional<RuleSetVersion> refused() {
    return course.refused();
  }
}

package io.sluice.broker.deciding;

import io.sluice.rules.check.Inspection;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.lint.Lint;
import io.sluice.rules.lint.LintSettings;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruletest.RuleTests;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlLimits;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a rule set has to pass before it may decide: the one place where a broker and the command
 * line put it together, so that both come to the same result.
 */
public final class RuleChecks {
  private RuleChecks() {}

  /**
   * The whole check.
   *
   * @param limits what an evaluation of the compiled sets may cost
   * @param clock what the budget is measured by
   * @param classes the classes that rules may call
   * @param zone the zone of the hours and days that rules see
   * @param required the annotations that every rule must have
   */
  public static RuleSetCheck of(
      EvaluationLimits limits,
      LongSupplier clock,
      ClassPolicy classes,
      SqlLimits sqlLimits,
      ZoneId zone,
      List<String> required) {
    return new RuleSetCheck(
        new RuleSetCompiler(limits, clock, classes),
        inspections(required, zone, InstantSource.system()),
        tests(limits, sqlLimits, zone));
  }

  /**
   * What looks at a set beside compiler and tests.
   *
   * @param required the annotations that every rule must have
   * @param clock tells which rules have expired
   */
  public static List<Inspection> inspections(
      List<String> required, ZoneId zone, InstantSource clock) {
    return List.of(new Lint(new LintSettings(required, zone), clock)::inspect);
  }

  /** The tests beside the rules alone. */
  public static RuleTests tests(EvaluationLimits limits, SqlLimits sqlLimits, ZoneId zone) {
    return new RuleTests(new SqlAnalyzer(sqlLimits), zone, limits, System::nanoTime);
  }
}

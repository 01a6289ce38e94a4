package io.sluice.broker.deciding;

import io.sluice.rules.check.Inspection;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruletest.RuleTests;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlLimits;
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
   * @param zone the zone of the hours and days that rules see
   */
  public static RuleSetCheck of(
      EvaluationLimits limits, LongSupplier clock, SqlLimits sqlLimits, ZoneId zone) {
    return new RuleSetCheck(
        new RuleSetCompiler(limits, clock), inspections(), tests(limits, sqlLimits, zone));
  }

  /** What looks at a set beside compiler and tests. */
  public static List<Inspection> inspections() {
    return List.of();
  }

  /** The tests beside the rules alone. */
  public static RuleTests tests(EvaluationLimits limits, SqlLimits sqlLimits, ZoneId zone) {
    return new RuleTests(new SqlAnalyzer(sqlLimits), zone, limits, System::nanoTime);
  }
}

package io.sluice.rules.table;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests of tables share: a small fleet, statements, and sets of one or more files. */
final class TableFixture {
  static final Targets TARGETS =
      new Targets(
          Set.of(new GroupName("adhoc"), new GroupName("batch"), new GroupName("small")),
          Set.of(new ClusterName("batch-1")));
  static final EvaluationLimits LIMITS = new EvaluationLimits(Duration.ofSeconds(30), 10_000);

  /** A table whose rows are team, hour and group. */
  static final String HEADER =
      """
      RuleSet,limits
      RuleTable Teams
      CONDITION,CONDITION,ACTION
      ,,
      "Team(value == ""$param"")",Moment(hour >= $param),"decision.route(""$param"");"
      Team,From hour,Group
      """;

  private static final SqlAnalyzer ANALYZER = new SqlAnalyzer(SqlLimits.DEFAULT);

  private TableFixture() {}

  static Compilation compile(RuleFile... files) {
    return new RuleSetCompiler(LIMITS, System::nanoTime)
        .compile(new RuleFiles(List.of(files)), TARGETS);
  }

  /** All problems of a table in a file limits.csv. */
  static List<String> told(String csv) {
    return told(new RuleFile("limits.csv", csv));
  }

  static List<String> told(RuleFile... files) {
    List<Diagnostic> found =
        switch (compile(files)) {
          case Compilation.Refused(var _, var diagnostics) -> diagnostics;
          case Compilation.Compiled(RuleSet set, var warnings) -> {
            set.close();
            yield warnings;
          }
        };
    return found.stream().map(Diagnostic::toString).toList();
  }

  /** The set of a table that has to be right, in a file limits.csv. */
  static RuleSet set(String csv) {
    return set(new RuleFile("limits.csv", csv));
  }

  static RuleSet set(RuleFile... files) {
    return switch (compile(files)) {
      case Compilation.Compiled(RuleSet set, var warnings) when warnings.isEmpty() -> set;
      case Compilation.Compiled(RuleSet _, var warnings) ->
          throw new AssertionError("warned: " + warnings);
      case Compilation.Refused(var _, var diagnostics) ->
          throw new AssertionError("refused: " + diagnostics);
    };
  }

  static Verdict decide(RuleSet set, Facts facts) {
    try (Evaluator evaluator = set.newEvaluator()) {
      return evaluator.evaluate(facts);
    }
  }

  /** The rules that fire. */
  static List<String> fired(RuleSet set, Facts facts) {
    return decide(set, facts).explanation().fired().stream().map(f -> f.name()).toList();
  }

  /** A statement of ann at noon. */
  static Facts ann(String... teams) {
    return facts("ann", "", "2026-01-15T12:00:00Z", teams);
  }

  static Facts facts(String user, String source, String at, String... teams) {
    Query plain = Query.of(user, Dialect.TRINO);
    var query =
        new Query(
            user,
            plain.principal(),
            Set.copyOf(Arrays.asList(teams)),
            source,
            plain.clientTags(),
            plain.clientInfo(),
            plain.catalog(),
            plain.schema(),
            plain.sessionProperties(),
            plain.resourceEstimates(),
            plain.dialect(),
            plain.remoteAddress(),
            plain.userAgent(),
            Map.of(),
            plain.routingGroup(),
            plain.transaction(),
            plain.language(),
            plain.timeZone());
    return new Facts(
        query,
        ANALYZER.analyze("select 1", SqlContext.NONE),
        Moment.at(Instant.parse(at), ZoneOffset.UTC),
        List.of(),
        List.of());
  }
}

package io.sluice.admin.trial;

import io.sluice.admin.decision.Attempt;
import io.sluice.admin.decision.Candidate;
import io.sluice.admin.decision.DecisionId;
import io.sluice.admin.decision.DecisionOutcome;
import io.sluice.admin.decision.DecisionSummary;
import io.sluice.admin.decision.DecisionView;
import io.sluice.admin.decision.FiredRuleView;
import io.sluice.admin.decision.QueryEnd;
import io.sluice.admin.decision.QueryState;
import io.sluice.admin.decision.Reasoning;
import io.sluice.admin.decision.SqlFeatures;
import io.sluice.admin.decision.StatementView;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Values that tests share. */
public final class Samples {
  public static final Instant AT = Instant.parse("2026-11-23T04:37:10.123456Z");
  static final RuleSetVersion RULE_SET = new RuleSetVersion("0123456789ab");

  private static final ClusterName ETL_1 = new ClusterName("etl-1");
  private static final ClusterName ETL_2 = new ClusterName("etl-2");
  private static final GroupName ETL = new GroupName("etl");

  private Samples() {}

  /** A decision with everything in it. */
  public static DecisionView decision(String id, Instant at, String user, String sql) {
    QueryEnd end =
        new QueryEnd(
            QueryState.FAILED,
            OptionalInt.of(1),
            Optional.of("SYNTAX_ERROR"),
            OptionalLong.of(1200),
            OptionalLong.of(300),
            OptionalLong.of(10),
            OptionalLong.of(4096),
            Optional.of(at.plusSeconds(2)));
    return new DecisionView(
        new DecisionId(id),
        at,
        statement(user, sql),
        SqlFeatures.of(sql(sql)),
        reasoning(),
        List.of(new Attempt(ETL_1, "accepted", 900)),
        Optional.of("20261123_043710_00026_" + id),
        end);
  }

  /** A decision with nothing in it that may be left out. */
  public static DecisionView refused(String id, Instant at, String user) {
    Reasoning reasoning =
        new Reasoning(
            DecisionOutcome.REJECTED,
            Optional.empty(),
            Optional.of("not on Mondays"),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            "",
            RULE_SET,
            List.of(),
            Set.of(),
            "",
            List.of(),
            Map.of(),
            Set.of(),
            OptionalInt.empty(),
            Optional.empty(),
            12);
    return new DecisionView(
        new DecisionId(id),
        at,
        statement(user, "SELECT 1"),
        SqlFeatures.of(sql("SELECT 1")),
        reasoning,
        List.of(),
        Optional.empty(),
        QueryEnd.unknown());
  }

  static DecisionSummary summary(DecisionView view) {
    Reasoning why = view.reasoning();
    return new DecisionSummary(
        view.id(),
        view.at(),
        view.statement(),
        view.features().type(),
        why.outcome(),
        why.rule(),
        why.group(),
        why.cluster(),
        why.ruleSet(),
        why.flags(),
        why.evaluationMicros(),
        view.queryId(),
        view.end());
  }

  static Reasoning reasoning() {
    FiredRule fired =
        new FiredRule(
            "etl",
            new RulePlace("base.drl", 7),
            10,
            Map.of("owner", "data"),
            List.of("route(etl)"),
            List.of("route(adhoc): 'etl' routed before"));
    return new Reasoning(
        DecisionOutcome.ROUTED,
        Optional.of("etl"),
        Optional.empty(),
        Optional.of(ETL),
        List.of(new GroupName("overflow")),
        List.of(
            new Candidate(ETL_1, ETL, true, "3 of 50"),
            new Candidate(ETL_2, ETL, false, "DRAINING")),
        Optional.of(ETL_1),
        "least-loaded: 3 of 50",
        RULE_SET,
        List.of(FiredRuleView.of(fired)),
        Set.of(Flag.UNKNOWN_TARGET, Flag.AMBIGUOUS),
        "",
        List.of("checked"),
        Map.of("query_max_run_time", "1h"),
        Set.of("etl", "batch"),
        OptionalInt.of(5),
        Optional.of("5m"),
        42);
  }

  static Sql sql(String text) {
    return new Sql(
        text,
        "SELECT",
        "SELECT",
        Set.of("hive.web.clicks", "hive.web.a"),
        Set.of("hive"),
        Set.of("web"),
        Set.of("hive.web"),
        Set.of("count"),
        0,
        0,
        0,
        true,
        0,
        OptionalLong.of(10),
        false,
        Set.of(),
        false,
        false,
        "",
        text.length(),
        "f1",
        true,
        "");
  }

  private static StatementView statement(String user, String sql) {
    return new StatementView(
        user,
        user + "@corp",
        "airflow",
        Set.of("nightly", "etl"),
        Dialect.TRINO,
        "10.0.0.7",
        "hive",
        "web",
        "",
        sql,
        false);
  }
}

package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Makes decisions that look like real ones: about 4 KB each in the journal. */
public final class Records {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EventJson JSON = new EventJson();
  private static final String LONG_CONDITION =
      " AND order_status IN ('open', 'shipped', 'returned', 'cancelled')".repeat(29);

  private String user = "ada";
  private String source = "airflow";
  private String group = "etl";
  private String cluster = "etl-1";
  private String fingerprint = "5f2b6a1c9d0e4f77";
  private List<String> rules = List.of("nightly loads go to etl");
  private DecisionOutcome outcome = DecisionOutcome.ROUTED;
  private String text = "SELECT * FROM sales.public.orders WHERE total > 100" + LONG_CONDITION;

  public static Records decision() {
    return new Records();
  }

  public Records user(String name) {
    user = name;
    return this;
  }

  Records source(String name) {
    source = name;
    return this;
  }

  Records group(String name) {
    group = name;
    return this;
  }

  Records cluster(String name) {
    cluster = name;
    return this;
  }

  Records rules(String... names) {
    rules = List.of(names);
    return this;
  }

  Records outcome(DecisionOutcome value) {
    outcome = value;
    return this;
  }

  /** The fingerprint of its SQL. */
  public Records fingerprint(String value) {
    fingerprint = value;
    return this;
  }

  Records text(String sql) {
    text = sql;
    return this;
  }

  /** The {@code number}th decision: so many seconds after noon, with a query of that number. */
  public DecisionRecord number(int number) {
    return new DecisionRecord(
        DecisionId.of(NOON.plusSeconds(number), 7, number),
        "broker-1",
        query(),
        sql(),
        List.of(
            new Usage("user", user, 1, 2, 3, 4.5, 6, 7, 8.25, 9), Usage.none("team", "finance")),
        new Learned(12, 0.5, 2.5, 1024, 4096, 1, 3.25),
        Optional.of(new SeenMoment(NOON.plusSeconds(number).minusMillis(3), 3600)),
        Optional.of(new FleetId("0123456789abcdef01234567")),
        verdict(),
        outcome,
        Optional.of(new GroupName(group)),
        Optional.empty(),
        List.of(
            new Candidate(new ClusterName(cluster), new GroupName(group), true, "3 of 50"),
            new Candidate(new ClusterName("etl-9"), new GroupName(group), false, "draining")),
        Optional.of(new Choice(new ClusterName(cluster), "least-loaded: 3 of 50")),
        List.of(new Attempt(new ClusterName(cluster), "accepted", 1834)),
        Optional.of(queryId(number)));
  }

  /** A rejected statement of somebody of whom next to nothing is known. */
  DecisionRecord saysLittle() {
    return new DecisionRecord(
        DecisionId.of(NOON, 7, 1),
        "broker-1",
        new Query(
            "ada",
            "",
            Set.of(),
            "",
            Set.of(),
            "",
            "",
            "",
            Map.of("without_value", ""),
            Map.of(),
            Dialect.PRESTO,
            "192.0.2.17",
            "",
            Map.of(),
            "",
            "",
            "",
            ""),
        new Sql(
            text,
            "SELECT",
            "SELECT",
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            0,
            0,
            0,
            false,
            0,
            OptionalLong.empty(),
            false,
            Set.of(),
            false,
            false,
            "",
            text.length(),
            fingerprint,
            true,
            ""),
        List.of(Usage.none("user", "ada")),
        Learned.NOTHING,
        Optional.of(new SeenMoment(NOON, 0)),
        Optional.empty(),
        new Verdict(
            new Outcome.Reject("no"),
            Map.of(),
            Set.of(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            new Explanation(
                new RuleSetVersion("0123456789ab"), Optional.empty(), List.of(), Set.of(), "", 0)),
        DecisionOutcome.REJECTED,
        Optional.empty(),
        Optional.of(""),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** A decision as it was before it was written. */
  static DecisionRecord whole(WrittenDecision decision) {
    try {
      return JSON.decision(decision.body(), decision.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(decision.body(), e);
    }
  }

  public static QueryId queryId(int number) {
    return new QueryId("20261123_120000_%05d_e9qzz".formatted(number));
  }

  public static QueryEnd end(int number, QueryState state) {
    return new QueryEnd(
        queryId(number),
        Optional.of(new ClusterName("etl-1")),
        state,
        state == QueryState.FAILED ? OptionalInt.of(1) : OptionalInt.empty(),
        state == QueryState.FAILED ? Optional.of("SYNTAX_ERROR") : Optional.empty(),
        state == QueryState.FAILED ? Optional.of("USER_ERROR") : Optional.empty(),
        OptionalLong.of(5120),
        OptionalLong.of(9001),
        OptionalLong.of(12_345),
        OptionalLong.of(987_654),
        OptionalLong.empty(),
        NOON.plusSeconds(number + 5L));
  }

  private Query query() {
    return new Query(
        user,
        user + "@example.org",
        Set.of("finance", "emea"),
        source,
        Set.of("etl", "nightly"),
        "{\"dag\":\"orders\",\"task\":\"load\"}",
        "sales",
        "public",
        Map.of("query_max_run_time", "2h", "join_distribution_type", "AUTOMATIC"),
        Map.of("CPU_TIME", "1h"),
        Dialect.TRINO,
        "192.0.2.17",
        "trino-python-client/0.333.0",
        Map.of(
            "x-trino-user", user,
            "x-trino-source", source,
            "x-trino-catalog", "sales",
            "x-trino-client-tags", "etl,nightly",
            "user-agent", "trino-python-client/0.333.0"),
        "",
        "",
        "en-GB",
        "Europe/Vienna");
  }

  private Sql sql() {
    return new Sql(
        text,
        "SELECT",
        "SELECT",
        Set.of("sales.public.orders"),
        Set.of("sales"),
        Set.of("public"),
        Set.of("sales.public"),
        Set.of("sum"),
        1,
        0,
        0,
        true,
        0,
        OptionalLong.of(100),
        true,
        Set.of("total"),
        true,
        false,
        "",
        text.length(),
        fingerprint,
        true,
        "");
  }

  private Verdict verdict() {
    List<FiredRule> fired =
        rules.stream()
            .map(name ->
                new FiredRule(
                    name,
                    new RulePlace("etl.drl", 12),
                    100,
                    Map.of("owner", "data-platform", "ticket", "DP-311"),
                    List.of("route(" + group + ")", "note(loads at night)"),
                    List.of()))
            .toList();
    return new Verdict(
        new Outcome.Route(
            new GroupName(group),
            List.of(new GroupName("overflow")),
            false,
            Optional.empty(),
            Optional.of("least-loaded")),
        Map.of("query_max_run_time", "2h"),
        Set.of("routed"),
        OptionalInt.of(3),
        Optional.of(Duration.ofMinutes(5)),
        List.of("loads at night"),
        new Explanation(
            new RuleSetVersion("0123456789ab"),
            rules.stream().findFirst(),
            fired,
            Set.of(Flag.AMBIGUOUS),
            "",
            41));
  }
}

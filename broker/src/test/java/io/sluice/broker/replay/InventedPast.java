package io.sluice.broker.replay;

import io.sluice.broker.audit.Attempt;
import io.sluice.broker.audit.Candidate;
import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionIds;
import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.FleetId;
import io.sluice.broker.audit.FleetSnapshot;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.audit.SeenMoment;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A past that might have been: 12 decisions a second of 200 users with 400 statements, on 60
 * clusters in 10 groups whose load changes every five seconds. The same in each run.
 */
final class InventedPast {
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final int DECISIONS_A_SNAPSHOT = 60;
  static final GroupName DEFAULT_GROUP = new GroupName("group-0");
  static final Targets TARGETS =
      new Targets(
          IntStream.range(0, 10)
              .mapToObj(i -> new GroupName("group-" + i))
              .collect(Collectors.toSet()),
          Set.of());
  private static final long MICROS_BETWEEN = 83_333;
  private static final int STATEMENTS = 400;
  private static final int USERS = 200;
  private static final int SOURCES = 20;
  private static final int GROUPS = 10;

  private final RandomGenerator random = new Random(7);
  private final List<Sql> statements = new ArrayList<>();

  InventedPast() {
    var analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);
    var context = new SqlContext("lake", "sales", PreparedStatements.NONE);
    for (int i = 0; i < STATEMENTS; i++) {
      statements.add(analyzer.analyze(text(i), context));
    }
  }

  static Instant at(int number) {
    return START.plus(number * MICROS_BETWEEN, ChronoUnit.MICROS);
  }

  /** As many rules of the usual kinds. */
  static String rules(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String condition =
          switch (i % 5) {
            case 0 -> "Query(source == \"source-%d\")".formatted(i % SOURCES);
            case 1 -> "Tag(value == \"tag-%d\")".formatted(i);
            case 2 -> "Table(name == \"orders_%d\")".formatted(i);
            case 3 -> "Query(user == \"user-%d\")\n  Sql(writes == true)".formatted(i);
            default ->
                "Query(source == \"source-%d\")\n  Moment(hour >= 20)\n  Group(name == \"group-%d\", utilisation < 0.5)"
                    .formatted(i % SOURCES, i % GROUPS);
          };
      text.append(
          "rule \"rule %d\"\n  salience %d\nwhen\n  %s\nthen\n  decision.route(\"group-%d\");\nend\n\n"
              .formatted(i, i % 10, condition, i % GROUPS));
    }
    return text.toString();
  }

  private static String text(int number) {
    return "SELECT o.customer_id, sum(o.total) FROM orders_%d o JOIN customers c ON o.customer_id = c.id WHERE o.day > DATE '2026-01-01'%s GROUP BY 1 ORDER BY 2 DESC LIMIT 100"
        .formatted(number, " AND o.status <> 'open and unpaid'".repeat(number % 30));
  }

  FleetSnapshot fleet(int number) {
    var load = new Random(number);
    List<Cluster> clusters =
        IntStream.range(0, 60)
            .mapToObj(i ->
                new Cluster(
                    "cluster-" + i,
                    "group-" + i % GROUPS,
                    "HEALTHY",
                    "483",
                    "eu-west",
                    Map.of("disk", "ssd", "rack", "r" + i % 7),
                    Set.of("lake", "crm", "web", "hr", "finance", "logs", "system", "tpch"),
                    load.nextInt(50),
                    load.nextInt(10),
                    load.nextInt(3),
                    20,
                    load.nextInt(1000) / 1000.0,
                    load.nextInt(1000) / 1000.0))
            .toList();
    List<Group> groups =
        IntStream.range(0, GROUPS)
            .mapToObj(i -> {
              int running = load.nextInt(300);
              return new Group("group-" + i, 6, 6, running, 0, 300, running / 300.0);
            })
            .toList();
    return FleetSnapshot.of(groups, clusters);
  }

  DecisionRecord decision(int number, FleetId fleet) {
    Query query = query(number);
    Sql sql = statements.get(random.nextInt(STATEMENTS));
    String group = "group-" + number % GROUPS;
    var cluster = new ClusterName("cluster-" + number % 60);
    Instant moment = at(number);
    return new DecisionRecord(
        new DecisionIds(() -> moment, random).next(),
        "broker-1",
        query,
        sql,
        List.of(
            new Usage(Usage.USER, query.user(), 1, 0, 12, 33.5, 1_000_000, 340, 1234.5, 99_000_000),
            Usage.none(Usage.TEAM, "team-" + number % 7)),
        new Learned(number % 100, 1.5, 7.25, 1 << 20, 1 << 24, 2.5, 9.75),
        Optional.of(new SeenMoment(moment.minusMillis(4), ZoneOffset.ofHours(1).getTotalSeconds())),
        Optional.of(fleet),
        verdict(group),
        DecisionOutcome.ROUTED,
        Optional.of(new GroupName(group)),
        Optional.empty(),
        IntStream.range(0, 6)
            .mapToObj(i ->
                new Candidate(
                    new ClusterName("cluster-" + i * 10), new GroupName(group), true, "3 of 50"))
            .toList(),
        Optional.of(new Choice(cluster, "least-loaded: 3 of 50")),
        List.of(new Attempt(cluster, "accepted", 1834)),
        Optional.of(queryId(number)));
  }

  Optional<QueryEnd> end(int number) {
    if (number % 5 == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new QueryEnd(
            queryId(number),
            Optional.of(new ClusterName("cluster-" + number % 60)),
            QueryState.FINISHED,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(5120),
            OptionalLong.of(number % 10_000),
            OptionalLong.of(12_345),
            OptionalLong.of(987_654),
            OptionalLong.of(1 << 24),
            at(number).plusSeconds(5)));
  }

  private static QueryId queryId(int number) {
    return new QueryId("20261101_%06d_%05d_e9qzz".formatted(number / 100_000, number % 100_000));
  }

  private Query query(int number) {
    String user = "user-" + random.nextInt(USERS);
    String source = "source-" + random.nextInt(SOURCES);
    String tag = "tag-" + random.nextInt(100);
    return new Query(
        user,
        user + "@example.org",
        Set.of("team-" + number % 7),
        source,
        Set.of(tag, "nightly"),
        "{\"dag\":\"orders\",\"run\":\"%d\"}".formatted(number),
        "lake",
        "sales",
        Map.of("query_max_run_time", "2h", "join_distribution_type", "AUTOMATIC"),
        Map.of(),
        Dialect.TRINO,
        "192.0.2.%d".formatted(number % 250),
        "trino-python-client/0.333.0",
        Map.of(
            "host", "sluice.example.org:8080",
            "accept-encoding", "gzip, deflate",
            "connection", "keep-alive",
            "user-agent", "trino-python-client/0.333.0",
            "x-trino-user", user,
            "x-trino-source", source,
            "x-trino-catalog", "lake",
            "x-trino-schema", "sales",
            "x-trino-client-tags", tag + ",nightly",
            "traceparent", "00-%032x-%016x-01".formatted(number, number)),
        "",
        "",
        "en-GB",
        "Europe/Vienna");
  }

  private static Verdict verdict(String group) {
    return new Verdict(
        new Outcome.Route(
            new GroupName(group), List.of(), false, Optional.empty(), Optional.empty()),
        Map.of("query_priority", "3"),
        Set.of("routed"),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        new Explanation(
            new RuleSetVersion("0123456789ab"),
            Optional.of("rule 1"),
            List.of(
                new FiredRule(
                    "rule 1",
                    new RulePlace("rules.drl", 12),
                    100,
                    Map.of("owner", "data-platform", "ticket", "DP-311"),
                    List.of("route(" + group + ")"),
                    List.of())),
            Set.of(),
            "",
            41));
  }
}

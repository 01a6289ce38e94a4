package io.sluice.rules.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlLimits;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTestsTest {
  private static final Targets TARGETS =
      new Targets(
          Stream.of("adhoc", "batch", "etl").map(GroupName::new).collect(Collectors.toSet()),
          Set.of());

  /** Each look is one millisecond later. */
  private static final AtomicLong NANOS = new AtomicLong();

  static RuleTests tests() {
    return new RuleTests(
        new SqlAnalyzer(SqlLimits.DEFAULT),
        ZoneId.of("Europe/Berlin"),
        EvaluationLimits.DEFAULT,
        () -> NANOS.addAndGet(1_000_000));
  }

  private static TestReport run(String rules, String tests, RuleFile... more) {
    var files =
        new RuleFiles(
            Stream.concat(
                    Stream.of(
                        new RuleFile("rules.drl", rules), new RuleFile("rules.test.yaml", tests)),
                    Stream.of(more))
                .toList());
    // A budget of a nanosecond: what the set was compiled with must not matter to its tests.
    var compiler =
        new RuleSetCompiler(new EvaluationLimits(Duration.ofNanos(1), 1_000), System::nanoTime);
    return switch (compiler.compile(files, TARGETS)) {
      case Compilation.Refused refused ->
          throw new AssertionError(refused.diagnostics().toString());
      case Compilation.Compiled(RuleSet set, var _) -> tests().run(files, set, TARGETS.groups());
    };
  }

  private static String rule(String when, String then) {
    return "rule \"r\" when " + when + " then " + then + " end";
  }

  /** Whether a rule with this condition fires for a test that says {@code facts}. */
  private static boolean fires(String when, String facts) {
    TestReport report =
        run(
            rule(when, "decision.route(\"etl\");"),
            "tests:\n- name: t\n  expect: { group: etl }\n" + facts.indent(2));
    assertThat(report.problems()).isEmpty();
    return report.good();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user == \"ann\" | user: ann",
        "principal == \"p\" | principal: p",
        "source == \"airflow\" | source: airflow",
        "clientTags contains \"etl\" | clientTags: [etl]",
        "clientInfo == \"7\" | clientInfo: 7",
        "catalog == \"lake\" | catalog: lake",
        "schema == \"web\" | schema: web",
        "sessionProperties[\"a\"] == \"1\" | sessionProperties: { a: 1 }",
        "resourceEstimates[\"a\"] == \"5m\" | resourceEstimates: { a: 5m }",
        "dialect == \"PRESTO\" | dialect: presto",
        "remoteAddress == \"10.0.0.1\" | remoteAddress: 10.0.0.1",
        "userAgent == \"cli\" | userAgent: cli",
        "routingGroup == \"g\" | routingGroup: g",
        "transaction == \"t\" | transaction: t",
        "language == \"de\" | language: de",
        "timeZone == \"UTC\" | timeZone: UTC",
        "groups contains \"data\" | teams: [data]"
      })
  void fieldOfTheQuery_isSeenByRules(String example) {
    String[] parts = example.split(" \\| ", 2);

    assertThat(fires("Query(" + parts[0] + ")", parts[1])).isTrue();
    assertThat(fires("Query(" + parts[0] + ")", "")).isFalse();
  }

  @Test
  void smallFacts_ofTagsTeamsAndTables_areThere() {
    assertThat(fires("Tag(value == \"etl\")", "clientTags: [etl]")).isTrue();
    assertThat(fires("Team(value == \"data\")", "teams: [data]")).isTrue();
    assertThat(
            fires(
                "Table(catalog == \"lake\", name == \"orders\")",
                "catalog: lake\nschema: sales\nsql: SELECT * FROM orders"))
        .isTrue();
  }

  @Test
  void headers_areReadAsTheBrokerReadsThem() {
    String headers =
        """
        headers:
          Authorization: Basic YW5uOnNlY3JldA==
          X-Trino-Client-Tags: " etl , nightly"
          X-Trino-Session: [a=b%2Cc, d=e]
          X-Trino-Prepared-Statement: q=SELECT+*+FROM+lake.sales.orders
          User-Agent: trino-cli
        teams: [data]
        sql: EXECUTE q
        """;

    assertThat(
            fires(
                """
                Query(user == "ann", principal == "ann", clientTags contains "nightly",
                  sessionProperties["a"] == "b,c", sessionProperties["d"] == "e",
                  userAgent == "trino-cli", headers["user-AGENT"] == "trino-cli",
                  headers["authorization"] == "", groups contains "data")
                Table(catalog == "lake", name == "orders")
                Team(value == "data")
                """,
                headers))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at: 2026-11-23T22:30:00Z | hour == 23, dayOfWeek == \"MONDAY\"",
        "at: 2026-11-23T22:30:00+01:00 | hour == 22",
        "at: 2026-11-23T22:30 | hour == 22",
        "at: 2026-07-01T10:00:00Z | hour == 12",
        "user: ann | hour == 12, dayOfWeek == \"MONDAY\", weekend == false"
      })
  void moment_isThatOfTheConfiguredZone(String example) {
    String[] parts = example.split(" \\| ", 2);

    assertThat(fires("Moment(" + parts[1] + ")", parts[0])).isTrue();
  }

  @Test
  void usage_isThereForTheUserAndEachTeam_withZerosWhereNothingIsSaid() {
    String facts =
        "user: ann\nteams: [data, web]\nusage: [ { kind: team, name: data, cpuSecondsLastDay: 7_200 } ]";

    assertThat(fires("Usage(kind == \"team\", name == \"data\", cpuSecondsLastDay > 3600)", facts))
        .isTrue();
    assertThat(fires("Usage(kind == \"team\", name == \"web\", cpuSecondsLastDay == 0)", facts))
        .isTrue();
    assertThat(fires("Usage(kind == \"user\", name == \"ann\", queriesLastDay == 0)", facts))
        .isTrue();
    assertThat(
            fires(
                "Usage(kind == \"user\", name == \"ann\", running == 3)",
                "user: ann\nusage: [ { running: 3 } ]"))
        .isTrue();
  }

  @Test
  void learned_isWhatTheTestSays() {
    assertThat(
            fires(
                "Learned(runs > 3, p95CpuSeconds > 600)",
                "learned: { runs: 4, p95CpuSeconds: 900.5 }"))
        .isTrue();
    assertThat(fires("Learned(runs == 0)", "")).isTrue();
  }

  @Test
  void groupThatNobodyTellsOf_isIdle_ifItExists() {
    assertThat(fires("Group(name == \"batch\", available == 1, utilisation == 0)", "")).isTrue();
    assertThat(fires("Group(name == \"other\")", "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ available: 0 } | clusters == 1, available == 0, utilisation == 1",
        "{ clusters: 3 } | clusters == 3, available == 3",
        "{ available: 2, clusters: 2, running: 10, queued: 15 } | utilisation == 0.25, capacity == 100",
        "{ running: 300 } | utilisation == 1",
        "{ utilisation: 0.8 } | utilisation == 0.8, running == 0"
      })
  void group_isCompletedWhereTheTestSaysLittle(String example) {
    String[] parts = example.split(" \\| ", 2);

    assertThat(
            fires(
                "Group(name == \"batch\", " + parts[1] + ")",
                "fleet: { groups: { batch: " + parts[0] + " } }"))
        .isTrue();
  }

  @Test
  void cluster_isSeen_andMakesItsGroup() {
    String fleet =
        """
        fleet:
          clusters:
            etl-1: { group: etl, version: 483, labels: { disk: ssd }, catalogs: [lake], running: 50 }
            etl-2: { group: etl, state: DRAINING, running: 9 }
        """;

    assertThat(
            fires(
                "Cluster(name == \"etl-1\", state == \"HEALTHY\", version == \"483\", labels[\"disk\"] == \"ssd\", catalogs contains \"lake\")",
                fleet))
        .isTrue();
    assertThat(
            fires(
                "Group(name == \"etl\", clusters == 2, available == 1, utilisation == 0.5)", fleet))
        .isTrue();
  }

  @Test
  void fleetOfATest_isLaidOverThatOfTheFile_fieldByField() {
    TestReport report =
        run(
            rule(
                "Group(name == \"batch\", available == 0, clusters == 2, running == 7)",
                "decision.route(\"etl\");"),
            """
            fleet: { groups: { batch: { clusters: 2, running: 7 } } }
            tests:
              - name: down
                fleet: { groups: { batch: { available: 0 } } }
                expect: { group: etl }
              - name: up
                expect: { default: true }
            """);

    assertThat(report.problems()).isEmpty();
    assertThat(report.passed()).isEqualTo(2);
  }

  @Test
  void defaults_areUnderEveryTest_unlessItTellsTheSameInItsOwnWay() {
    TestReport report =
        run(
            rule("Query(user == \"ann\", source == \"airflow\")", "decision.route(\"etl\");"),
            """
            defaults: { user: ann, source: airflow, sqlFile: big.sql }
            tests:
              - { name: both, expect: { group: etl } }
              - { name: own user, user: bob, expect: { default: true } }
              - { name: headers, headers: { X-Trino-User: ann }, expect: { default: true } }
              - { name: own sql, sql: SELECT 2, expect: { group: etl } }
            """,
            new RuleFile("big.sql", "SELECT 3"));

    assertThat(report.problems()).isEmpty();
    assertThat(report.passed()).isEqualTo(4);
  }

  @Test
  void sqlFile_standsBesideTheTests() {
    var files =
        new RuleFile[] {
          new RuleFile(
              "team/a.test.yaml",
              "tests: [ { name: t, sqlFile: sql/big.sql, expect: { group: etl } } ]"),
          new RuleFile("team/sql/big.sql", "INSERT INTO a.b.c SELECT 1")
        };

    assertThat(
            run(rule("Sql(writes == true)", "decision.route(\"etl\");"), "tests: []", files).good())
        .isTrue();
  }

  @Test
  void everyExpectation_isMetByWhatRulesSay_andFailsOtherwise() {
    String rules =
        """
        rule "R" salience 5 when Query(user == "ann") then
          decision.route("batch"); decision.fallback("adhoc"); decision.select("round-robin");
          decision.session("a", "1"); decision.addTag("routed"); decision.note("n");
        end
        rule "Late" when Query() then decision.route("etl"); end
        rule "No" when Query(user == "eve") then decision.reject("go away, eve"); end
        """;
    String met =
        "group: batch, rule: R, fallback: [adhoc], strict: false, select: round-robin,"
            + " session: { a: 1 }, addedTags: [routed], notes: [n], fired: [R, Late],"
            + " notFired: [\"No\"], overruled: [Late], flags: []";
    String unmet =
        "group: etl, rule: Late, fallback: [], strict: true, pin: x, select: least-loaded,"
            + " session: { a: 2 }, addedTags: [], priority: 1, maxQueued: 5m, notes: [],"
            + " fired: [\"No\"], notFired: [R], overruled: [R], flags: [AMBIGUOUS]";

    TestReport report =
        run(
            rules,
            "defaults: { user: ann }\ntests:\n- { name: met, expect: { %s } }\n- { name: unmet, expect: { %s } }\n- { name: refused, user: eve, fired: x, expect: { reject: eve } }\n"
                .formatted(met, unmet)
                .replace("fired: x, ", ""));

    assertThat(report.problems()).isEmpty();
    assertThat(report.results().getFirst().unmet()).isEmpty();
    assertThat(report.results().get(1).unmet())
        .extracting(Unmet::toString)
        .containsExactly(
            "group: expected etl, but was batch",
            "rule: expected Late, but was R",
            "fallback: expected none, but was adhoc",
            "strict: expected true, but was false",
            "pin: expected x, but was none",
            "select: expected least-loaded, but was round-robin",
            "session: expected a=2, but was a=1",
            "addedTags: expected none, but was routed",
            "priority: expected 1, but was none",
            "maxQueued: expected 5m, but was none",
            "notes: expected none, but was n",
            "fired: expected No, but was Late, R",
            "notFired: expected none of R, but was Late, R",
            "overruled: expected R, but was Late",
            "flags: expected exactly AMBIGUOUS, but was none");
    assertThat(report.results().get(1).why())
        .containsExactly(
            "decided: group batch, by rule 'R'",
            "fired: 'R' (rules.drl:1) said route(batch), fallback(adhoc), select(round-robin), session(a, 1), addTag(routed), note(n)",
            "fired: 'Late' (rules.drl:5) said route(etl)",
            "overruled: route(etl): rule 'R' (rules.drl:1) comes first",
            "facts: user 'ann', SELECT, monday 2026-01-05 12:00");
    assertThat(report.results().getLast().unmet()).extracting(Unmet::key).containsExactly("reject");
  }

  @Test
  void failure_standsAtItsTest() {
    TestReport report =
        run(
            rule("Query()", "decision.route(\"etl\");"),
            "tests:\n\n  - name: to batch\n    expect: { group: batch }\n");

    assertThat(report.diagnostics().getFirst().toString())
        .isEqualTo(
            "rules.test.yaml:3:5: error: test 'to batch' failed: group: expected batch, but was etl"
                + " [decided: group etl, by rule 'r'; fired: 'r' (rules.drl:1) said route(etl);"
                + " facts: user '', SELECT, monday 2026-01-05 12:00]");
  }

  @Test
  void expectationThatNamesNoRuleOfTheSet_fails_evenIfItShouldNotFire() {
    TestReport report =
        run(
            rule("Query(user == \"x\")", "decision.route(\"etl\");"),
            "tests: [ { name: t, expect: { notFired: [q] } } ]");

    assertThat(report.results().getFirst().unmet())
        .extracting(Unmet::toString)
        .containsExactly(
            "expect: expected names of rules in this directory, but was 'q'; did you mean 'r'?");
  }

  @Test
  void evaluationThatBreaksOff_failsItsTest_thoughTheDefaultGroupTakesTheStatement() {
    String rules =
        rule("Query(clientInfo matches \"(.*)(.*)(.*)(.*)(.*)(.*)b\")", "decision.route(\"etl\");");
    String test =
        "defaults: { clientInfo: %s }\ntests: [ { name: t, expect: { %s } } ]"
            .formatted("a".repeat(60), "%s");

    assertThat(run(rules, test.formatted("default: true")).results().getFirst().unmet())
        .extracting(Unmet::key)
        .containsExactly("flags");
    assertThat(run(rules, test.formatted("default: true, flags: [OVER_BUDGET]")).good()).isTrue();
  }

  @Test
  void testsThatAreOverBudget_endAfterSome_soThatASetIsDecidedSoon() {
    String rules =
        rule("Query(clientInfo matches \"(.*)(.*)(.*)(.*)(.*)(.*)b\")", "decision.route(\"etl\");");
    var tests = new StringBuilder("defaults: { clientInfo: " + "a".repeat(60) + " }\ntests:\n");
    for (int i = 0; i < 12; i++) {
      tests.append("- { name: t").append(i).append(", expect: { default: true } }\n");
    }

    List<TestResult> results = run(rules, tests.toString()).results();

    assertThat(results.get(9).unmet()).extracting(Unmet::key).containsExactly("flags");
    assertThat(results.get(10).unmet())
        .extracting(Unmet::toString)
        .containsExactly(
            "test: expected a verdict, but was not run: 10 tests before it were over budget");
  }

  @Test
  void uncovered_areRulesThatFireInNoTestThatPasses() {
    TestReport report =
        run(
            """
            rule "a" when Query(user == "a") then decision.route("etl"); end
            rule "b" when Query(user == "b") then decision.route("etl"); end
            rule "c" when Query(user == "c") then decision.route("etl"); end
            """,
            """
            tests:
              - { name: a, user: a, expect: { group: etl } }
              - { name: b, user: b, expect: { group: batch } }
            """);

    assertThat(report.uncovered()).extracting(RuleInfo::name).containsExactly("b", "c");
  }

  @Test
  void some_canBeChosen_andEachIsToldWhenItIsDone() {
    String rules = rule("Query()", "decision.route(\"etl\");");
    var files =
        new RuleFiles(
            List.of(
                new RuleFile("rules.drl", rules),
                new RuleFile(
                    "a.test.yaml",
                    "tests: [ { name: x, expect: { group: etl } }, { name: y, expect: { group: etl } } ]")));
    var compiled =
        (Compilation.Compiled)
            new RuleSetCompiler(EvaluationLimits.DEFAULT, System::nanoTime).compile(files, TARGETS);
    var told = new ArrayList<String>();

    TestReport report =
        tests()
            .run(
                files,
                compiled.ruleSet(),
                TARGETS.groups(),
                id -> id.name().equals("y"),
                result -> told.add(result.id().name()));

    assertThat(told).containsExactly("y");
    assertThat(report.results()).hasSize(1);
    assertThat(report.results().getFirst().time()).isPositive();
  }

  @Test
  void names_ofTestsExist_whereThereIsNoConfiguration() {
    var files =
        new RuleFiles(
            List.of(
                new RuleFile(
                    "a.test.yaml",
                    """
                    fleet: { groups: { g: {} }, clusters: { c: { group: h } } }
                    tests: [ { name: t, expect: { group: e, fallback: [f], pin: p } } ]
                    """)));

    Targets named = tests().named(files);

    assertThat(named.groups())
        .extracting(GroupName::value)
        .containsExactlyInAnyOrder("g", "h", "e", "f");
    assertThat(named.clusters()).extracting(Object::toString).containsExactlyInAnyOrder("c", "p");
  }
}

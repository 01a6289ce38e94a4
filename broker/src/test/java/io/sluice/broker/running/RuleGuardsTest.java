package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules that go wrong, in a whole broker with the default budget: the statement goes to the default
 * group, the rule is named and counted, and the next statement is none the worse.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleGuardsTest {
  private static final String RULES =
      """
      rule "slow pattern" when
        Query(source == "slow pattern", clientInfo matches "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x")
      then decision.route("other"); end

      rule "cross product" when
        Query(source == "cross product")
        Table($a : name) Table($b : name) Table($c : name) Table(name == $a + $b + $c + "x")
      then decision.route("other"); end

      rule "many firings" when
        Query(source == "many firings")
        Table($a : name) Table($b : name)
      then decision.note($a + $b); end

      rule "division" when
        Query(source == "division",
          100 / (clientInfo.length() - 400) > 5)
      then decision.route("other"); end

      rule "malformed" when
        Query(source == "malformed", $i : clientInfo)
      then decision.priority($i); end

      rule "huge text" when
        Query(source == "huge text", $i : clientInfo)
      then decision.note($i.repeat(100000)); end

      rule "allowed" when
        Query(source == "allowed", $u : user)
        Moment(Calendar.isWorkday(date))
      then decision.note(com.acme.Calendar.greeting($u)); end

      rule "one" salience 5 when Query(source == "quarrel") then decision.route("other"); end
      rule "two" salience 5 when Query(source == "quarrel") then decision.route("spare"); end
      rule "three" when Query(source == "quarrel") then decision.route("spare"); end
      """;

  private final StandInCluster main = StandInCluster.builder().name("main-1").build();
  private final StandInCluster other = StandInCluster.builder().name("other-1").build();
  private final StandInCluster spare = StandInCluster.builder().name("spare-1").build();
  private RunningBroker broker;
  private AdminClient admin;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    main.start();
    other.start();
    spare.start();
    broker =
        RunningBroker.start(
            folder,
            "",
            ", allow: [com.acme.Calendar]",
            RULES,
            in("main", main),
            in("other", other),
            in("spare", spare));
    admin = new AdminClient(broker.admin());
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, main, other, spare);
  }

  private JsonNode run(String source) throws Exception {
    try (var client =
        new StatementClient(
            broker.front(),
            "X-Trino-User",
            "ann",
            "X-Trino-Source",
            source,
            "X-Trino-Client-Info",
            "a".repeat(400))) {
      String tables =
          IntStream.range(0, 60).mapToObj(i -> "c.s.t" + i).collect(Collectors.joining(", "));
      StatementClient.Result result = client.run("SELECT 1 FROM " + tables);
      assertThat(result.error()).isEmpty();
      return admin.await(
          "/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("endedAt"));
    }
  }

  private Map<String, Long> counts(String rule) throws Exception {
    for (JsonNode each : admin.get("/api/v1/rules").path("rules")) {
      if (each.path("name").asText().equals(rule)) {
        return each.path("counts").properties().stream()
            .filter(count -> count.getValue().asLong() != 0)
            .collect(Collectors.toMap(Map.Entry::getKey, count -> count.getValue().asLong()));
      }
    }
    throw new AssertionError("no rule " + rule);
  }

  @ParameterizedTest
  @CsvSource({
    "slow pattern, OVER_BUDGET, overBudget, 'longer than its budget of 50 ms; it was at rule ''slow pattern'' (rules.drl:1)'",
    "cross product, OVER_BUDGET, overBudget, 'longer than its budget of 50 ms; it was at rule ''cross product'' (rules.drl:5)'",
    "many firings, FIRING_LIMIT, firingLimit, 'rules fired more than 1000 times; most often: rule ''many firings'' (rules.drl:10)'",
    "division, RULE_FAILED, failed, 'rule ''division'' (rules.drl:15): a condition failed: / by zero'",
    "malformed, RULE_FAILED, failed, 'rule ''malformed'' (rules.drl:20): priority: '",
    "huge text, RULE_FAILED, failed, 'rule ''huge text'' (rules.drl:24): a text of 40000000 characters (expected: at most 1000000)'",
  })
  void ruleThatGoesWrong_isNamedAndCounted_andCostsItsStatementTheRoute(
      String rule, String flag, String count, String problem) throws Exception {
    JsonNode decision = run(rule);

    assertThat(decision.path("outcome").asText()).isEqualTo("DEFAULTED");
    assertThat(decision.path("cluster").asText()).isEqualTo("main-1");
    assertThat(decision.path("flags").toString()).isEqualTo("[\"" + flag + "\"]");
    assertThat(decision.path("problem").asText()).contains(problem);
    assertThat(counts(rule).get(count)).isEqualTo(1);
    assertThat(run("nobody").path("flags").isEmpty()).isTrue();
  }

  @Test
  void matchesWinsAndQuarrels_areCountedByRule() throws Exception {
    JsonNode decision = run("quarrel");

    assertThat(decision.path("group").asText()).isEqualTo("other");
    assertThat(counts("one")).isEqualTo(Map.of("matched", 1L, "won", 1L, "ambiguous", 1L));
    assertThat(counts("two")).isEqualTo(Map.of("matched", 1L, "overruled", 1L, "ambiguous", 1L));
    assertThat(counts("three")).isEqualTo(Map.of("matched", 1L, "overruled", 1L));
  }

  @Test
  void allowedClass_isCalledByRules() throws Exception {
    assertThat(run("allowed").path("notes").toString()).isEqualTo("[\"Good morning, ann\"]");
  }
}

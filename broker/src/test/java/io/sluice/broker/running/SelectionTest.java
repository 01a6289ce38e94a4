package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every policy, asked for by a rule: where statements go, and what the record says of it. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SelectionTest {
  private final StandInCluster one = cluster("c1", "aaaaa");
  private final StandInCluster two = cluster("c2", "bbbbb");
  private final StandInCluster three = cluster("c3", "ccccc");
  private RunningBroker broker;
  private AdminClient admin;

  private static StandInCluster cluster(String name, String coordinatorId) {
    return StandInCluster.builder()
        .name(name)
        .coordinatorId(coordinatorId)
        .longPoll(Duration.ofMillis(100))
        .build();
  }

  static List<String> policies() {
    var policies = new ArrayList<String>(SelectionPolicies.NAMES);
    policies.add("location-first:eu-west");
    return policies;
  }

  /** A rule for each policy, for clients whose source is its name. */
  private static String rules() {
    return policies().stream()
        .map(
            """
            rule "%1$s" when Query(source == "%1$s") then
              decision.route("main");
              decision.select("%1$s");
            end
            """
                ::formatted)
        .collect(Collectors.joining());
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    List.of(one, two, three).forEach(StandInCluster::start);
    broker =
        RunningBroker.start(
            folder,
            // No probe comes in between, which would count what has just ended.
            """
            groups: { main: { select: user-hash } }
            health: { interval: 1h, timeout: 10s }
            """,
            rules(),
            in("main", one),
            in("main", two),
            in("main", three));
    admin = new AdminClient(broker.admin());
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, one, two, three);
  }

  private JsonNode decision(String user, String source, String sql) throws Exception {
    try (var client =
        new StatementClient(broker.front(), "X-Trino-User", user, "X-Trino-Source", source)) {
      StatementClient.Result result = client.run(sql);
      assertThat(result.error()).isEmpty();
      return admin.await(
          "/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("cluster"));
    }
  }

  private String clusterOf(String user, String source, String sql) throws Exception {
    return decision(user, source, sql).path("cluster").asText();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void policy_isNamedInTheRecord_withItsFigures(String policy) throws Exception {
    JsonNode decision = decision("ann", policy, "SELECT 1");

    assertThat(decision.path("clusterBecause").asText()).startsWith(policy + ": ");
    assertThat(decision.path("candidates")).hasSize(3);
  }

  @Test
  void policyOfTheGroup_countsWithoutARule() throws Exception {
    assertThat(decision("ann", "nobody", "SELECT 1").path("clusterBecause").asText())
        .isEqualTo("user-hash: of user ann, one of 3");
  }

  @Test
  void roundRobin_takesTurns() throws Exception {
    List<String> clusters = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      clusters.add(clusterOf("ann", "round-robin", "SELECT 1"));
    }
    assertThat(
            clusters.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .isEqualTo(Map.of("c1", 3L, "c2", 3L, "c3", 3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "weighted-random", "power-of-two"})
  void policyThatDraws_reachesEveryCluster(String policy) throws Exception {
    Set<String> clusters = new HashSet<>();
    // Each round misses one of three with 2/3; not to see all in 200 is beyond belief.
    for (int i = 0; i < 200 && clusters.size() < 3; i++) {
      clusters.add(clusterOf("ann", policy, "SELECT 1"));
    }
    assertThat(clusters).containsExactlyInAnyOrder("c1", "c2", "c3");
  }

  @Test
  void userHash_keepsAUserOnOneCluster_andUsesAll() throws Exception {
    Set<String> clusters = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      String cluster = clusterOf("user-" + i, "user-hash", "SELECT " + i);
      assertThat(clusterOf("user-" + i, "user-hash", "SHOW CATALOGS")).isEqualTo(cluster);
      clusters.add(cluster);
    }
    assertThat(clusters).containsExactlyInAnyOrder("c1", "c2", "c3");
  }

  @Test
  void fingerprintHash_keepsAKindOfStatementOnOneCluster_whoeverAsks() throws Exception {
    Set<String> clusters = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      String sql = "SELECT c%d FROM t WHERE d = ".formatted(i);
      String cluster = clusterOf("ann", "fingerprint-hash", sql + "1");
      assertThat(clusterOf("bob", "fingerprint-hash", sql + "2")).isEqualTo(cluster);
      clusters.add(cluster);
    }
    assertThat(clusters).containsExactlyInAnyOrder("c1", "c2", "c3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "least-loaded",
        "least-loaded-for-user",
        "priority",
        "location-first",
        "location-first:eu-west"
      })
  void policyThatLooksAtLoad_sparesThoseThatAreBusy(String policy) throws Exception {
    Set<String> clusters = new HashSet<>();
    try (var held =
        new StatementClient(broker.front(), "X-Trino-User", "ann", "X-Trino-Source", policy)) {
      JsonNode first = held.begin("SELECT 1 -- stand-in: run=held");
      String busy =
          admin
              .await(
                  "/api/v1/decisions/by-query/" + first.path("id").asText(),
                  answer -> answer.has("cluster"))
              .path("cluster")
              .asText();
      for (int i = 0; i < 6; i++) {
        clusters.add(clusterOf("ann", policy, "SELECT 1"));
      }
      assertThat(clusters).hasSize(2).doesNotContain(busy);
      held.delete(first.path("nextUri").asText());
    }
  }
}

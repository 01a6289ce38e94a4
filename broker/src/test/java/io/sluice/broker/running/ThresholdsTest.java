package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that say that they are busy: statements go elsewhere, and are never refused. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThresholdsTest {
  private static final String SETTINGS =
      """
      groups: { main: {}, spare: {} }
      health: { interval: 100ms, timeout: 2s }
      """;
  private static final String RULES =
      """
      rule "strict" when Query(source == "strict") then
        decision.route("main");
        decision.strict();
      end
      """;

  private final StandInCluster main = cluster("main-1", "aaaaa");
  private final StandInCluster spare = cluster("spare-1", "bbbbb");
  private RunningBroker broker;
  private AdminClient admin;

  private static StandInCluster cluster(String name, String coordinatorId) {
    return StandInCluster.builder()
        .name(name)
        .coordinatorId(coordinatorId)
        .longPoll(Duration.ofMillis(100))
        .build();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    List.of(main, spare).forEach(StandInCluster::start);
    broker = RunningBroker.start(folder, SETTINGS, RULES, in("main", main), in("spare", spare));
    admin = new AdminClient(broker.admin());
    put("main", "{\"fallback\": [\"spare\"], \"maxQueued\": 20}");
    put("spare", "{\"maxRunning\": 50}");
  }

  /** The store opens while the broker starts, and on a busy machine a little later. */
  private void put(String group, String json) throws Exception {
    JsonNode answer = admin.put("/api/v1/groups/" + group, json, "*");
    for (int tries = 0; tries < 1000 && !answer.has("select"); tries++) {
      answer = admin.put("/api/v1/groups/" + group, json, "*");
    }
    assertThat(answer.path("name").asText()).isEqualTo(group);
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, main, spare);
  }

  private void awaitLoad(StandInCluster cluster, int running, int queued) throws Exception {
    cluster.load(running, queued, 0);
    admin.await(
        "/api/v1/clusters/" + cluster.name(),
        view -> view.path("queued").asInt() == queued && view.path("running").asInt() == running);
  }

  private JsonNode decision(String source) throws Exception {
    try (var client =
        new StatementClient(broker.front(), "X-Trino-User", "ann", "X-Trino-Source", source)) {
      StatementClient.Result result = client.run("SELECT 1");
      assertThat(result.error()).isEmpty();
      return admin.await(
          "/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("cluster"));
    }
  }

  @Test
  void busyGroup_lendsItsStatementsToItsFallback_untilThatIsBusyToo() throws Exception {
    awaitLoad(main, 3, 20);
    awaitLoad(spare, 0, 0);
    assertThat(decision("any").path("cluster").asText()).isEqualTo("main-1");

    awaitLoad(main, 3, 25);
    JsonNode elsewhere = decision("any");
    assertThat(elsewhere.path("cluster").asText()).isEqualTo("spare-1");
    assertThat(elsewhere.at("/candidates/1/cluster").asText()).isEqualTo("main-1");
    assertThat(elsewhere.at("/candidates/1/eligible").asBoolean()).isTrue();
    assertThat(elsewhere.at("/candidates/1/reason").asText())
        .isEqualTo("queued 25 (threshold: 20)");
    assertThat(decision("strict").path("cluster").asText()).isEqualTo("main-1");

    awaitLoad(spare, 51, 0);
    JsonNode busy = decision("any");
    assertThat(busy.path("cluster").asText()).isEqualTo("main-1");
    assertThat(busy.path("clusterBecause").asText())
        .matches("least-loaded: \\d+ of 50; queued 25 \\(threshold: 20\\)");
  }
}

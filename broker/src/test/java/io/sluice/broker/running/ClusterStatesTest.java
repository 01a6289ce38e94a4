package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Circuits, drains and switches of a running broker. */
@Timeout(120)
final class ClusterStatesTest {
  private static final String SETTINGS =
      "health: { interval: 200ms, timeout: 1s, successes: 2, slowStart: 0ms }\n";
  private static final String BLUE = "/api/v1/clusters/blue-1";
  private static final String SWITCH = "/api/v1/groups/main/switch";

  private final StandInCluster blue = StandInCluster.builder().name("blue-1").build();
  private final StandInCluster green = StandInCluster.builder().name("green-1").build();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    blue.start();
    green.start();
    broker = RunningBroker.start(folder, SETTINGS, "", in("main", blue), in("main", green));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, admin, broker, blue, green);
  }

  private JsonNode awaitState(String cluster, String state) throws Exception {
    String path = "/api/v1/clusters/" + cluster;
    JsonNode reached = admin.await(path, now -> now.path("state").asText().equals(state));
    assertThat(reached.path("state").asText()).as(reached.toString()).isEqualTo(state);
    return reached;
  }

  /** Begins a query that runs until it is ended; gives its last page so far. */
  private JsonNode heldOn(StandInCluster cluster, StandInCluster other) throws Exception {
    admin.post("/api/v1/clusters/" + other.name() + "/drain", "");
    JsonNode held = client.begin("SELECT 1 -- stand-in: run=held");
    admin.post("/api/v1/clusters/" + other.name() + "/activate", "");
    awaitState(other.name(), "HEALTHY");
    assertThat(admin.get("/api/v1/clusters/" + cluster.name()).path("inFlight").asInt()).isOne();
    return held;
  }

  @Test
  void refusedStatement_opensTheCircuit_andProbesCloseIt_andBothAreHistory() throws Exception {
    blue.door(Door.SHUT);
    blue.dropConnections();
    for (int i = 0; i < 4; i++) {
      assertThat(client.run("SELECT 1").rows().toString()).contains("green-1");
    }
    awaitState("blue-1", "UNHEALTHY");
    blue.door(Door.OPEN);
    awaitState("blue-1", "HEALTHY");

    JsonNode history =
        admin.await(
            BLUE + "/history",
            page ->
                page.at("/transitions/0/to").asText().equals("HEALTHY")
                    && page.path("transitions").size() >= 3);
    assertThat(history.findValuesAsText("to")).startsWith("HEALTHY", "UNHEALTHY");
    assertThat(history.at("/transitions/0/reason").asText())
        .isEqualTo("answered 2 probes in a row");
    assertThat(history.findValuesAsText("to")).endsWith("HEALTHY");
    assertThat(history.at("/transitions/0/replica").asText()).isNotEmpty();
  }

  @Test
  void drainWithADeadline_waits_thenCancelsWhatIsLeft_andIsDrained() throws Exception {
    JsonNode held = heldOn(blue, green);

    JsonNode draining = admin.post(BLUE + "/drain", "{\"deadline\": \"1s\", \"cancel\": true}");
    assertThat(draining.path("state").asText()).isEqualTo("DRAINING");
    assertThat(draining.at("/drain/running").asInt()).isOne();
    assertThat(client.run("SELECT 1").rows().toString()).contains("green-1");

    StatementClient.Result ended = client.follow(client.get(held.path("nextUri").asText()));
    assertThat(ended.error()).contains("Query was canceled");
    JsonNode drained = awaitState("blue-1", "DRAINED");
    assertThat(drained.at("/drain/running").asInt()).isZero();
    assertThat(drained.at("/drain/overdue").asBoolean()).isFalse();
  }

  @Test
  void drainWithoutCancel_isOverdue_andItsQueryGoesOnToItsEnd() throws Exception {
    JsonNode held = heldOn(blue, green);

    admin.post(BLUE + "/drain", "{\"deadline\": \"1ms\"}");
    JsonNode overdue = admin.await(BLUE, now -> now.at("/drain/overdue").asBoolean());
    assertThat(overdue.path("state").asText()).isEqualTo("DRAINING");
    assertThat(overdue.at("/drain/running").asInt()).isOne();
    blue.release();

    assertThat(client.follow(client.get(held.path("nextUri").asText())).error()).isEmpty();
    awaitState("blue-1", "DRAINED");
    admin.post(BLUE + "/activate", "");
    awaitState("blue-1", "HEALTHY");
  }

  @Test
  void switchOfAGroup_movesItsStatements_andTheOtherSideIsFailOver() throws Exception {
    JsonNode begun =
        admin.post(
            SWITCH,
            """
            {"from": {"clusters": ["blue-1"]}, "to": {"clusters": ["green-1"]},
             "over": "1h", "startPercent": 100}
            """);
    assertThat(begun.path("state").asText()).isEqualTo("DONE");
    for (int i = 0; i < 10; i++) {
      assertThat(client.run("SELECT 1").rows().toString()).contains("green-1");
    }
    assertThat(admin.get(SWITCH).path("toTo").asInt()).isGreaterThanOrEqualTo(10);

    green.door(Door.SHUT);
    green.dropConnections();
    assertThat(client.run("SELECT 1").rows().toString()).contains("blue-1");
    green.door(Door.OPEN);
    awaitState("green-1", "HEALTHY");

    assertThat(admin.delete(SWITCH, "*")).isEqualTo(204);
    var seen = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      seen.append(client.run("SELECT 1").rows());
    }
    assertThat(seen).contains("green-1").contains("blue-1");
  }

  @Test
  void switchThatMakesNoSenseInItsGroup_isRefusedWithWhatIsWrong() throws Exception {
    JsonNode refused =
        admin.post(
            SWITCH,
            """
            {"from": {"clusters": ["blue-1", "green-1"]}, "to": {"clusters": ["green-1"]},
             "over": "1h"}
            """);
    assertThat(refused.toString()).contains("clusters that 'from' does not have");
    assertThat(
            admin
                .post(
                    SWITCH,
                    """
                    {"from": {"clusters": ["blue-1"]}, "to": {"labels": {"colour": "green"}},
                     "over": "1h"}
                    """)
                .toString())
        .contains("at least one cluster of group main");
  }
}

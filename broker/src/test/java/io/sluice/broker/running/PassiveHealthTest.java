package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What traffic alone tells of clusters: no hundred probes come while these tests run. */
@Timeout(60)
final class PassiveHealthTest {
  private static final String SETTINGS =
      """
      health: { interval: 10m, timeout: 2s, successes: 100 }
      groups: { main: { fallback: [spare] }, spare: {} }
      """;

  private final StandInCluster main = StandInCluster.builder().name("main-1").build();
  private final StandInCluster spare = StandInCluster.builder().name("spare-1").build();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    main.start();
    spare.start();
    broker = RunningBroker.start(folder, SETTINGS, "", in("main", main), in("spare", spare));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, admin, broker, main, spare);
  }

  private JsonNode cluster(String name) throws Exception {
    return admin.get("/api/v1/clusters/" + name);
  }

  @Test
  void refusedStatement_takesItsClusterOut_atOnce() throws Exception {
    main.door(Door.SHUT);

    assertThat(client.run("SELECT 1").rows().toString()).contains("spare-1");
    assertThat(cluster("main-1").path("state").asText()).isEqualTo("UNHEALTHY");
    main.door(Door.OPEN);
    for (int i = 0; i < 5; i++) {
      assertThat(client.run("SELECT 1").rows().toString()).contains("spare-1");
    }

    assertThat(main.received(ReceivedRequest::isStatement)).isEmpty();
  }

  @Test
  void refusedPoll_takesItsClusterOut_andAsksTheClientToPollAgain() throws Exception {
    String next = client.begin("SELECT 1").path("nextUri").asText();
    main.door(Door.SHUT);
    main.dropConnections();

    assertThat(client.get(next).statusCode()).isEqualTo(503);
    assertThat(cluster("main-1").path("state").asText()).isEqualTo("UNHEALTHY");
    main.door(Door.OPEN);

    assertThat(client.follow(client.get(next)).rows().toString()).contains("main-1");
    assertThat(client.run("SELECT 1").rows().toString()).contains("spare-1");
  }

  @Test
  void idleConnectionThatTheClusterClosed_isNoFailure() throws Exception {
    for (int i = 0; i < 30; i++) {
      String next = StatementClient.page(client.post("SELECT 1")).path("nextUri").asText();
      main.dropConnections();
      var polled = client.get(next);
      assertThat(polled.statusCode()).isEqualTo(200);
      main.dropConnections();
      assertThat(client.follow(polled).rows().toString()).contains("main-1");
      main.dropConnections();
    }
    assertThat(cluster("main-1").path("state").asText()).isEqualTo("HEALTHY");
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Routing needs no store; what is decided meanwhile reaches it later. */
@Timeout(60)
final class StoreDownTest {
  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String settings(int port) {
    return """
    store:
      url: "jdbc:h2:tcp://127.0.0.1:%d/%s"
      journal: { directory: data/journal }
    """
        .formatted(port, folder.resolve("served"));
  }

  @Test
  void brokerWithoutItsStore_routes_andDeliversItsDecisionsWhenTheStoreComes() throws Exception {
    int port = freePort();
    try (StandInCluster cluster = StandInCluster.builder().name("a-1").build().start();
        RunningBroker broker = RunningBroker.start(folder, settings(port), "", in("a", cluster));
        var admin = new AdminClient(broker.admin());
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      String id = client.run("SELECT 1").id();
      JsonNode down = admin.get("/health/ready");
      assertThat(down.path("ready").asBoolean()).isTrue();
      assertThat(down.path("degradedBecause").toString()).contains("store: ");
      assertThat(admin.get("/health/live").toString()).isNotEmpty();
      assertThat(admin.get("/api/v1/clusters").at("/clusters/0/name").asText()).isEqualTo("a-1");
      assertThat(admin.get("/api/v1/groups").at("/groups/0/name").asText()).isEqualTo("a");
      var changes = Map.of("clusters/a-1/drain", "", "groups", "{\"name\": \"web\"}");
      for (Map.Entry<String, String> change : changes.entrySet()) {
        JsonNode refused = admin.post("/api/v1/" + change.getKey(), change.getValue());
        assertThat(refused.path("status").asInt()).as(refused.toString()).isEqualTo(503);
      }

      Server database =
          Server.createTcpServer("-tcpPort", "" + port, "-ifNotExists", "-baseDir", "" + folder)
              .start();
      try {
        JsonNode decision =
            admin.await(
                "/api/v1/decisions/by-query/" + id,
                answer -> answer.path("state").asText().equals("FINISHED"));

        assertThat(decision.path("cluster").asText()).isEqualTo("a-1");
        assertThat(decision.path("state").asText()).isEqualTo("FINISHED");
        JsonNode up =
            admin.await("/health/ready", answer -> !answer.path("degraded").asBoolean(true));
        assertThat(up.path("degradedBecause")).isEmpty();
        admin.await("/api/v1/groups/a", group -> group.path("etag").asText().equals("1"));
        JsonNode made = admin.post("/api/v1/groups", "{\"name\": \"web\"}");
        assertThat(made.path("etag").asText()).as(made.toString()).isEqualTo("1");
        assertThat(client.run("SELECT 1").rows().toString()).contains("a-1");
      } finally {
        database.stop();
      }
      assertThat(client.run("SELECT 1").rows().toString()).contains("a-1");
    }
  }
}

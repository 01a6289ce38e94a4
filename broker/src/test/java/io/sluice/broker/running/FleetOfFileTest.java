package io.sluice.broker.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With clusters.source: file, the fleet is that of the file, now and after each change of it. */
@Timeout(120)
final class FleetOfFileTest {
  private static final String CLUSTERS = "/api/v1/clusters";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  @TempDir private Path folder;
  private RunningBroker broker;
  private AdminClient admin;

  @BeforeEach
  void start() throws IOException {
    a.start();
    b.start();
    Files.createDirectories(folder.resolve("rules"));
    write(cluster(a), "");
    startBroker();
  }

  private void startBroker() throws IOException {
    broker = RunningBroker.start(folder.resolve("sluice.yaml"));
    admin = new AdminClient(broker.admin());
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(admin, broker, a, b);
  }

  private static String cluster(StandInCluster cluster) {
    return "    - { name: %s, group: g, url: \"%s\", dialect: trino }\n"
        .formatted(cluster.name(), cluster.url());
  }

  private String text(String clusters, String groups) {
    return """
    front: { host: 127.0.0.1, port: 0 }
    admin: { port: 0 }
    rules: { directory: rules, defaultGroup: g, budget: 5s }
    store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
    health: { interval: 200ms, timeout: 1s }
    groups: { g: {}%s }
    clusters:
      source: file
      list:
    %s\
    """
        .formatted(groups, clusters);
  }

  /** As editors do it: a new file takes the place of the old one. */
  private void write(String clusters, String groups) throws IOException {
    replace(text(clusters, groups));
  }

  private void replace(String text) throws IOException {
    Path next = Files.writeString(folder.resolve(".sluice.yaml.next"), text);
    Files.move(next, folder.resolve("sluice.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void awaitClusters(int count) throws Exception {
    JsonNode clusters = admin.await(CLUSTERS, it -> it.path("clusters").size() == count);
    assertThat(clusters.path("clusters")).hasSize(count);
  }

  @Test
  void changeOfTheFile_isInForceSoon_andOperatorsWishesStay() throws Exception {
    write(cluster(a) + cluster(b), ", web: { fallback: [g] }");
    awaitClusters(2);
    assertThat(admin.get("/api/v1/groups/web").path("fallback").toString()).isEqualTo("[\"g\"]");
    assertThat(admin.post(CLUSTERS + "/b-1/drain", "").path("state").asText()).isEqualTo("DRAINED");
    assertThat(admin.post(CLUSTERS + "/no-1/drain", "").path("status").asInt()).isEqualTo(404);

    write(cluster(a), "");
    awaitClusters(1);
    assertThat(admin.get("/api/v1/groups/web").path("status").asInt()).isEqualTo(404);
    write(cluster(a) + cluster(b), "");
    awaitClusters(2);
    assertThat(admin.get(CLUSTERS + "/b-1").path("state").asText()).isEqualTo("DRAINED");

    RunningBroker.closeAll(admin, broker);
    startBroker();
    assertThat(admin.get(CLUSTERS + "/b-1").path("state").asText()).isEqualTo("DRAINED");
    assertThat(admin.post(CLUSTERS + "/b-1/activate", "").path("state").asText())
        .isIn("STARTING", "HEALTHY");
  }

  @Test
  void brokenEdit_changesNothing_andIsToldWithItsPlace_untilItIsMended() throws Exception {
    replace(text(cluster(a), "").replace("dialect: trino", "dialekt: trino"));
    JsonNode told = admin.await("/health/ready", it -> it.path("degraded").asBoolean());
    assertThat(told.path("degradedBecause").toString())
        .contains("sluice.yaml:10:")
        .contains("did you mean 'dialect'?")
        .contains("the fleet of the last good file stays");
    awaitClusters(1);

    replace(text(cluster(b), "").replace("source: file", "source: store"));
    admin.await("/health/ready", it -> it.toString().contains("clusters.source: store"));
    assertThat(admin.get(CLUSTERS).toString()).contains("a-1");
    Files.delete(folder.resolve("sluice.yaml"));
    admin.await("/health/ready", it -> it.toString().contains("no such file"));
    assertThat(admin.get(CLUSTERS).toString()).contains("a-1");

    write(cluster(a) + cluster(b), "");
    awaitClusters(2);
    assertThat(admin.await("/health/ready", it -> !it.path("degraded").asBoolean(true)))
        .isNotEmpty();
  }

  @Test
  void changeOverRest_isRefusedWithTheFileAndTheKey() throws Exception {
    String body = "{\"name\": \"x\", \"group\": \"g\", \"url\": \"http://x:1\"}";
    for (JsonNode answer :
        new JsonNode[] {
          admin.post(CLUSTERS, body),
          admin.put(CLUSTERS + "/a-1", "{\"group\": \"g\", \"url\": \"http://x:1\"}", "*"),
          admin.post("/api/v1/groups", "{\"name\": \"web\"}"),
          admin.put("/api/v1/groups/g", "{}", "*")
        }) {
      assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(409);
      assertThat(answer.path("detail").asText())
          .contains("clusters.source: file")
          .contains("sluice.yaml");
    }
    assertThat(admin.delete(CLUSTERS + "/a-1", "*")).isEqualTo(409);
    assertThat(admin.delete("/api/v1/groups/g", "*")).isEqualTo(409);
    awaitClusters(1);
  }

  @Test
  void linkedFile_isFollowed_whenTheFolderBehindItIsSwapped() throws Exception {
    RunningBroker.closeAll(admin, broker);
    Path home = folder.resolve("map");
    Path first = Files.createDirectories(home.resolve("..1"));
    Path second = Files.createDirectories(home.resolve("..2"));
    Files.createDirectories(home.resolve("rules"));
    Files.writeString(first.resolve("sluice.yaml"), text(cluster(a), ""));
    Files.writeString(second.resolve("sluice.yaml"), text(cluster(a) + cluster(b), ""));
    Files.createSymbolicLink(home.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(home.resolve("sluice.yaml"), Path.of("..data/sluice.yaml"));
    broker = RunningBroker.start(home.resolve("sluice.yaml"));
    admin = new AdminClient(broker.admin());
    awaitClusters(1);

    Files.createSymbolicLink(home.resolve("..next"), Path.of("..2"));
    Files.move(
        home.resolve("..next"),
        home.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    awaitClusters(2);
  }

  @Test
  void queriesOfAClusterThatLeavesTheFile_goOn() throws Exception {
    write(cluster(a) + cluster(b), "");
    awaitClusters(2);
    try (var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      admin.post(CLUSTERS + "/b-1/drain", "");
      JsonNode page = client.begin("SELECT 1 -- stand-in: run=held, rows=3");
      admin.post(CLUSTERS + "/b-1/activate", "");
      write(cluster(b), "");
      awaitClusters(1);
      admin.await(CLUSTERS + "/b-1", it -> it.path("state").asText().equals("HEALTHY"));

      assertThat(client.run("SELECT 1").rows().toString()).contains("b-1");
      a.release();
      assertThat(client.follow(client.get(page.path("nextUri").asText())).rows()).hasSize(3);
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was run before decides where the next statement goes. */
@Timeout(120)
final class UsageTest {
  private static final String TEAMS = "userGroups: { file: groups.yaml }\n";
  private static final String RULES =
      """
      rule "over budget"
        salience 9
      when
        Usage(kind == "team", name == "finance", cpuSecondsLastDay > 60)
      then
        decision.route("small");
      end
      rule "known to be heavy"
      when
        Learned(runs > 1, p95CpuSeconds > 100)
      then
        decision.route("batch");
      end
      rule "one at a time"
        salience 5
      when
        Query(source == "single")
        Usage(kind == "user", running + queued > 0)
      then
        decision.reject("One query at a time");
      end
      """;
  private static final String HEAVY =
      "SELECT 1 -- stand-in: rows=1, cpuMillis=200000, peakBytes=1MiB";
  private static final String LIGHT = "SELECT 2, 3";

  private final StandInCluster adhoc = StandInCluster.builder().name("adhoc-1").build();
  private final StandInCluster small = StandInCluster.builder().name("small-1").build();
  private final StandInCluster batch = StandInCluster.builder().name("batch-1").build();
  private final RunningBroker.Member[] members = {
    in("adhoc", adhoc), in("small", small), in("batch", batch)
  };
  private @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    adhoc.start();
    small.start();
    batch.start();
    Files.writeString(
        folder.resolve("groups.yaml"), "users: { ann: [finance], bob: [finance], eve: [sales] }");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(adhoc, small, batch);
  }

  private static String run(RunningBroker broker, String user, String sql) throws Exception {
    try (var client = new StatementClient(broker.front(), "X-Trino-User", user)) {
      StatementClient.Result result = client.run(sql);
      assertThat(result.error()).isEmpty();
      try (var admin = new AdminClient(broker.admin())) {
        return admin
            .await("/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("cluster"))
            .path("cluster")
            .asText();
      }
    }
  }

  private static void awaitCluster(RunningBroker broker, String user, String sql, String cluster)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String now = run(broker, user, sql);
    while (!now.equals(cluster) && System.nanoTime() < end) {
      now = run(broker, user, sql);
    }
    assertThat(now).isEqualTo(cluster);
  }

  @Test
  void teamBeyondItsBudget_goesElsewhere_alsoAfterARestart() throws Exception {
    try (RunningBroker broker = RunningBroker.start(folder, TEAMS, RULES, members)) {
      assertThat(run(broker, "bob", LIGHT)).isEqualTo("adhoc-1");
      assertThat(run(broker, "ann", HEAVY)).isEqualTo("adhoc-1");

      awaitCluster(broker, "bob", LIGHT, "small-1");
      assertThat(run(broker, "eve", LIGHT)).isEqualTo("adhoc-1");
    }
    try (RunningBroker broker = RunningBroker.restart(folder, TEAMS, members)) {
      assertThat(run(broker, "bob", LIGHT)).isEqualTo("small-1");
      assertThat(run(broker, "eve", LIGHT)).isEqualTo("adhoc-1");
    }
  }

  @Test
  void statementThatWasHeavy_goesElsewhere_alsoAfterARestart() throws Exception {
    try (RunningBroker broker = RunningBroker.start(folder, TEAMS, RULES, members)) {
      assertThat(run(broker, "eve", HEAVY)).isEqualTo("adhoc-1");
      assertThat(run(broker, "eve", HEAVY)).isEqualTo("adhoc-1");

      awaitCluster(broker, "eve", HEAVY, "batch-1");
      assertThat(run(broker, "eve", LIGHT)).isEqualTo("adhoc-1");
    }
    try (RunningBroker broker = RunningBroker.restart(folder, TEAMS, members);
        var admin = new AdminClient(broker.admin())) {
      awaitCluster(broker, "mia", HEAVY.replace("1 --", "7 --"), "batch-1");
      JsonNode explained =
          admin.post("/api/v1/rules/explain", "{\"user\": \"mia\", \"sql\": \"SELECT 1\"}");
      assertThat(explained.toString()).contains("known to be heavy").contains("batch-1");
      JsonNode overBudget =
          admin.post("/api/v1/rules/explain", "{\"user\": \"ann\", \"sql\": \"SELECT 4, 5\"}");
      assertThat(overBudget.path("rule").asText()).doesNotContain("over budget");
    }
  }

  @Test
  void liveQueries_countForTheirUser() throws Exception {
    try (RunningBroker broker = RunningBroker.start(folder, TEAMS, RULES, members);
        var client =
            new StatementClient(
                broker.front(), "X-Trino-User", "eve", "X-Trino-Source", "single")) {
      JsonNode page = client.begin("SELECT 1 -- stand-in: run=held");

      assertThat(client.run(LIGHT).error()).contains("One query at a time");
      client.delete(page.path("nextUri").asText());
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (client.run(LIGHT).error().isPresent()) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
  }

  @Test
  void brokerWhoseStoreIsDown_stillCountsWhatItSees_andSaysSince() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Server database =
        Server.createTcpServer("-tcpPort", "" + port, "-ifNotExists", "-baseDir", "" + folder)
            .start();
    String settings =
        TEAMS
            + """
            store:
              url: "jdbc:h2:tcp://127.0.0.1:%d/%s"
              journal: { directory: data/journal }
            """
                .formatted(port, folder.resolve("served"));
    try (RunningBroker broker = RunningBroker.start(folder, settings, RULES, members);
        var admin = new AdminClient(broker.admin())) {
      assertThat(run(broker, "bob", LIGHT)).isEqualTo("adhoc-1");
      database.stop();
      JsonNode health =
          admin.await(
              "/health/ready",
              answer -> answer.path("degradedBecause").toString().contains("usage: "));
      assertThat(health.path("ready").asBoolean()).isTrue();
      assertThat(health.path("degradedBecause").toString())
          .containsPattern("usage: rules see sums of other times \\(those of 20[0-9T:.-]+Z, and");

      try (var client = new StatementClient(broker.front(), "X-Trino-User", "ann")) {
        assertThat(client.run(HEAVY).error()).isEmpty();
      }
      try (var client = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!client.run(LIGHT).rows().toString().contains("small-1")) {
          assertThat(System.nanoTime()).isLessThan(end);
        }
      }
    } finally {
      database.stop();
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follow-ups go to the cluster that owns them: in this broker's life, and in its next one. */
@Timeout(60)
final class AffinityRestartTest {
  private static final String RULES =
      """
      rule "to b" when Query(source == "b") then decision.route("b"); end
      rule "to presto" when Query(dialect == Dialect.PRESTO) then decision.route("p"); end
      """;

  /** None of them tells its coordinator id, as Trino 476; two of them have the same. */
  private final StandInCluster a = silent("a-1").coordinatorId("aaaaa").build();

  private final StandInCluster b = silent("b-1").coordinatorId("aaaaa").build();
  private final StandInCluster c = silent("c-1").coordinatorId("ccccc").build();
  private final StandInCluster presto =
      silent("p-1").dialect(StandInDialect.PRESTO).coordinatorId("ppppp").build();
  private final Member[] members = {in("c", c), in("a", a), in("b", b), in("p", presto)};
  private @TempDir Path folder;
  private RunningBroker broker;
  private StatementClient client;

  private static io.sluice.samples.standin.StandInClusterBuilder silent(String name) {
    return StandInCluster.builder()
        .name(name)
        .tellsCoordinatorId(false)
        .longPoll(Duration.ofMillis(20));
  }

  @BeforeEach
  void start() throws IOException {
    List.of(a, b, c, presto).forEach(StandInCluster::start);
    broker = RunningBroker.start(folder, "", RULES, members);
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, broker, a, b, c, presto);
  }

  private void restart() throws IOException {
    client.close();
    broker.close();
    broker = RunningBroker.restart(folder, "", members);
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  /** A page's nextUri at the broker that runs now, whose port may be another one. */
  private String next(JsonNode page) {
    URI uri = URI.create(page.path("nextUri").asText());
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  @Test
  void runningQueries_goOn_afterARestart() throws Exception {
    try (var prestoClient = new StatementClient(broker.front(), "X-Presto-User", "alice")) {
      JsonNode onC = client.begin("SELECT 1 -- stand-in: run=held, rows=3");
      JsonNode onPresto = prestoClient.begin("SELECT 1 -- stand-in: run=held, rows=4");

      restart();
      c.release();
      presto.release();

      assertThat(client.follow(client.get(next(onC))).rows()).hasSize(3);
      assertThat(client.follow(client.get(next(onPresto))).rows()).hasSize(4);
    }
  }

  @Test
  void runningQuery_keepsItsDrainingClusterFromBeingDrained_afterARestart() throws Exception {
    JsonNode page = client.begin("SELECT 1 -- stand-in: run=held, rows=3");
    restart();
    try (var admin = new AdminClient(broker.admin())) {
      var polled = client.get(next(page));
      admin.post("/api/v1/clusters/c-1/drain", "");
      assertThat(admin.get("/api/v1/clusters/c-1").path("state").asText()).isEqualTo("DRAINING");

      c.release();
      assertThat(client.follow(polled).rows()).hasSize(3);

      String drained =
          admin
              .await("/api/v1/clusters/c-1", now -> now.path("state").asText().equals("DRAINED"))
              .path("state")
              .asText();
      assertThat(drained).isEqualTo("DRAINED");
    }
  }

  @Test
  void newQueryOfAKnownCoordinator_isFollowed_afterARestart() throws Exception {
    client.run("SELECT 1");
    restart();
    try (var direct = new StatementClient(c.url(), "X-Trino-User", "alice")) {
      JsonNode page = direct.begin("SELECT 1 -- stand-in: run=held");
      c.forget();

      assertThat(client.get(next(page)).statusCode()).isEqualTo(200);

      assertThat(c.received(r -> r.path().startsWith("/v1/query/"))).isEmpty();
    }
  }

  @Test
  void twoClustersWithOneCoordinatorId_keepTheirQueriesApart_alsoAfterARestart() throws Exception {
    // Their first numbers would give the very same ids, which no engine's two coordinators do.
    try (var direct = new StatementClient(b.url(), "X-Trino-User", "alice");
        StatementClient toB = client.with("X-Trino-Source", "b");
        StatementClient toA = client.with("X-Trino-Source", "a")) {
      for (int i = 0; i < 10; i++) {
        direct.post("SELECT 1");
      }
      broker.writeRules(
          "a.drl", "rule \"to a\" when Query(source == \"a\") then decision.route(\"a\"); end");
      awaitOn(toA, "a-1");
      JsonNode onA = toA.begin("SELECT 1 -- stand-in: run=held, rows=3");
      JsonNode onB = toB.begin("SELECT 1 -- stand-in: run=held, rows=4");
      assertThat(toA.get(onA.path("nextUri").asText()).statusCode()).isEqualTo(200);
      assertThat(toB.get(onB.path("nextUri").asText()).statusCode()).isEqualTo(200);

      restart();
      a.release();
      b.release();

      assertThat(client.follow(client.get(next(onA))).rows()).hasSize(3);
      assertThat(client.follow(client.get(next(onB))).rows()).hasSize(4);
    }
  }

  private static void awaitOn(StatementClient client, String cluster) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!client.run("SELECT 1").rows().toString().contains(cluster)) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  void queryThatTheBrokerNeverSaw_isFound_byAskingTheClusters() throws Exception {
    try (var direct = new StatementClient(c.url(), "X-Trino-User", "alice")) {
      JsonNode page = direct.begin("SELECT 1 -- stand-in: run=held, rows=3");
      c.release();

      assertThat(client.follow(client.get(next(page))).rows()).hasSize(3);
    }
  }

  @Test
  void queryThatNobodyKnows_is404_inJson() throws Exception {
    var answer = client.get("/v1/statement/queued/20261123_043710_00026_zzzzz/y1/1");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("20261123_043710_00026_zzzzz is not known");
    assertThat(c.received(ReceivedRequest::isPoll)).isEmpty();
  }

  @Test
  void restartedCluster_saysItselfThatTheQueryIsGone() throws Exception {
    JsonNode page = client.begin("SELECT 1 -- stand-in: run=held");
    c.restart("ddddd");

    assertThat(client.get(next(page)).statusCode()).isEqualTo(404);
    assertThat(client.run("SELECT 1").id()).endsWith("_ddddd");
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a query ended, as the audit tells it from what passed. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryEndTest {
  private final StandInCluster trino =
      StandInCluster.builder().name("trino-1").longPoll(Duration.ofMillis(50)).build();
  private final StandInCluster presto =
      StandInCluster.builder()
          .name("presto-1")
          .dialect(StandInDialect.PRESTO)
          .longPoll(Duration.ofMillis(50))
          .build();
  private RunningBroker broker;
  private AdminClient admin;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    trino.start();
    presto.start();
    broker = RunningBroker.start(folder, "", "", in("adhoc", trino), in("adhoc", presto));
    admin = new AdminClient(broker.admin());
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, trino, presto);
  }

  private StatementClient client(String family, String... more) {
    StatementClient client =
        new StatementClient(broker.front(), "X-%s-User".formatted(family), "alice");
    return more.length == 0 ? client : client.with(more);
  }

  private JsonNode decision(String queryId, String state) throws Exception {
    return admin.await(
        "/api/v1/decisions/by-query/" + queryId,
        answer -> answer.path("state").asText().equals(state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trino", "Presto"})
  void cancelledQuery_isCancelledOnItsCluster_andInTheAudit(String family) throws Exception {
    StandInCluster cluster = family.equals("Trino") ? trino : presto;
    try (StatementClient client = client(family)) {
      JsonNode page = client.begin("SELECT 1 -- stand-in: run=held");
      String id = page.path("id").asText();
      assertThat(cluster.runningQueries()).isEqualTo(1);

      assertThat(client.delete(page.path("nextUri").asText()).statusCode()).isEqualTo(204);

      assertThat(cluster.state(id)).contains("FAILED");
      assertThat(cluster.runningQueries()).isZero();
      assertThat(decision(id, "CANCELED").path("state").asText()).isEqualTo("CANCELED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rows=500, pages=2, "})
  void failingQuery_isFailed_withTheEnginesName(String before) throws Exception {
    try (StatementClient client = client("Trino")) {
      var result = client.run("SELECT 1 -- stand-in: " + before + "fail=DIVISION_BY_ZERO");

      assertThat(result.error()).isPresent();
      JsonNode decision = decision(result.id(), "FAILED");
      assertThat(decision.path("state").asText()).isEqualTo("FAILED");
      assertThat(decision.path("errorName").asText()).isEqualTo("DIVISION_BY_ZERO");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trino", "Presto"})
  void finishedQuery_hasItsFigures(String family) throws Exception {
    try (StatementClient client = client(family)) {
      assertFigures(
          client.run("SELECT 1 -- stand-in: rows=1000, pages=4, cpuMillis=77, pageBytes=64KiB"),
          1000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trino", "Presto"})
  void finishedQuery_hasItsFigures_alsoWhenItsPagesAreCompressed(String family) throws Exception {
    try (StatementClient client = client(family, "Accept-Encoding", "gzip")) {
      assertFigures(
          client.run("SELECT 1 -- stand-in: rows=1000, pages=4, cpuMillis=77, pageBytes=64KiB"),
          1000);
    }
  }

  private void assertFigures(StatementClient.Result result, int rows) throws Exception {
    assertThat(result.rows()).hasSize(rows);
    assertFigures(result.id(), rows);
  }

  private void assertFigures(String id, int rows) throws Exception {
    JsonNode decision = decision(id, "FINISHED");
    assertThat(decision.path("state").asText()).isEqualTo("FINISHED");
    assertThat(decision.path("rows").asLong()).isEqualTo(rows);
    assertThat(decision.path("cpuMillis").asLong()).isEqualTo(77);
    assertThat(decision.path("bytes").asLong()).isPositive();
    assertThat(decision.path("errorName").asText()).isEmpty();
  }

  @Test
  void queryThatStillRuns_hasNoEndYet() throws Exception {
    try (StatementClient client = client("Trino")) {
      JsonNode page = client.begin("SELECT 1 -- stand-in: run=held");
      JsonNode decision =
          admin.await(
              "/api/v1/decisions/by-query/" + page.path("id").asText(),
              answer -> answer.has("outcome"));

      assertThat(decision.path("state").asText()).isNotIn("FINISHED", "FAILED", "CANCELED");
      client.delete(page.path("nextUri").asText());
    }
  }
}

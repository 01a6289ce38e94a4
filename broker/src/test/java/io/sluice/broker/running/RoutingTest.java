package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutingTest {
  private static final String RULES =
      """
      rule "airflow goes to batch"
        @owner("data-platform") @because("batch work must not slow analysts down")
        salience 10
      when
        Query(source == "airflow")
      then
        decision.route("batch");
        decision.session("query_priority", "1");
        decision.addTag("routed");
        decision.note("by source");
      end

      rule "presto clients go to presto"
        salience 20
      when
        Query(dialect == Dialect.PRESTO)
      then
        decision.route("presto");
      end

      rule "no delete of everything"
        salience 100
      when
        Sql(type == "DELETE", filtered == false)
      then
        decision.reject("DELETE without WHERE is not allowed here; ask #data-platform");
      end
      """;

  private final StandInCluster adhoc =
      StandInCluster.builder().name("adhoc-1").coordinatorId("aaaaa").build();
  private final StandInCluster batch =
      StandInCluster.builder().name("batch-1").coordinatorId("bbbbb").build();
  private final StandInCluster presto =
      StandInCluster.builder()
          .name("presto-1")
          .dialect(StandInDialect.PRESTO)
          .coordinatorId("ccccc")
          .build();
  private RunningBroker broker;
  private AdminClient admin;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    adhoc.start();
    batch.start();
    presto.start();
    broker =
        RunningBroker.start(
            folder, "", RULES, in("adhoc", adhoc), in("batch", batch), in("presto", presto));
    admin = new AdminClient(broker.admin());
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, adhoc, batch, presto);
  }

  private StatementClient trino(String... more) {
    String[] headers = new String[more.length + 2];
    headers[0] = "X-Trino-User";
    headers[1] = "alice";
    System.arraycopy(more, 0, headers, 2, more.length);
    return new StatementClient(broker.front(), headers);
  }

  @Test
  void statement_withoutAMatchingRule_runsOnTheDefaultGroup() throws Exception {
    try (StatementClient client = trino()) {
      var result = client.run("SELECT 1");

      assertThat(result.error()).isEmpty();
      assertThat(result.rows().toString()).contains("adhoc-1");
      assertThat(result.id()).endsWith("_aaaaa");
    }
  }

  @Test
  void nextUri_ofEveryPage_pointsBackAtTheBroker() throws Exception {
    try (StatementClient client = trino()) {
      assertThat(client.run("SELECT 1").nextUris())
          .isNotEmpty()
          .allMatch(uri -> uri.startsWith(broker.front().toString() + "/"));
    }
  }

  @Test
  void statement_fromAirflow_isRoutedAndChangedByTheRule_andTheAuditSaysWhy() throws Exception {
    try (StatementClient client =
        trino("X-Trino-Source", "airflow", "X-Trino-Client-Tags", "nightly")) {
      var result = client.run("SELECT 2");

      assertThat(result.id()).endsWith("_bbbbb");
      assertThat(batch.received(r -> r.method().equals("POST")).getLast().header("X-Trino-Session"))
          .contains("query_priority=1");
      assertThat(
              batch
                  .received(r -> r.method().equals("POST"))
                  .getLast()
                  .header("X-Trino-Client-Tags"))
          .contains("nightly,routed");
      JsonNode decision =
          admin.await(
              "/api/v1/decisions/by-query/" + result.id(),
              answer -> answer.path("state").asText().equals("FINISHED"));
      assertThat(decision.path("state").asText()).isEqualTo("FINISHED");
      assertThat(decision.path("rule").asText()).isEqualTo("airflow goes to batch");
      assertThat(decision.path("group").asText()).isEqualTo("batch");
      assertThat(decision.path("cluster").asText()).isEqualTo("batch-1");
      assertThat(decision.at("/fired/0/file").asText()).isEqualTo("rules.drl");
      assertThat(decision.at("/fired/0/metadata/because").asText())
          .isEqualTo("batch work must not slow analysts down");
      assertThat(decision.path("notes").toString()).contains("by source");
      assertThat(decision.path("elapsedMillis").isNumber()).isTrue();
    }
  }

  @Test
  void presto_clients_areServedByPresto() throws Exception {
    try (StatementClient client = new StatementClient(broker.front(), "X-Presto-User", "bob")) {
      var result = client.run("SELECT 1");

      assertThat(result.error()).isEmpty();
      assertThat(result.id()).endsWith("_ccccc");
      assertThat(result.rows().toString()).contains("presto-1");
    }
  }

  @Test
  void rejection_isAQueuedPageAndThenTheRulesMessage() throws Exception {
    try (StatementClient client = trino()) {
      var result = client.run("DELETE FROM a.b.c");

      assertThat(result.nextUris()).hasSize(1);
      assertThat(result.error())
          .contains("DELETE without WHERE is not allowed here; ask #data-platform");
      JsonNode decision =
          admin.await("/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("endedAt"));
      assertThat(decision.path("outcome").asText()).isEqualTo("REJECTED");
      assertThat(decision.path("state").asText()).isEqualTo("FAILED");
      assertThat(decision.path("errorName").asText()).isEqualTo("PERMISSION_DENIED");
      assertThat(decision.path("rule").asText()).isEqualTo("no delete of everything");
    }
  }

  @Test
  void dryRun_tellsTheDecision_andTouchesNoCluster() throws Exception {
    int before = batch.received(ReceivedRequest::isStatement).size();

    JsonNode explained =
        admin.post(
            "/api/v1/rules/explain",
            "{\"user\": \"eve\", \"source\": \"airflow\", \"sql\": \"SELECT 1\"}");

    assertThat(explained.path("rule").asText()).isEqualTo("airflow goes to batch");
    assertThat(explained.path("cluster").asText()).isEqualTo("batch-1");
    assertThat(explained.path("rules").findValuesAsText("status"))
        .contains("MATCHED", "NOT_MATCHED");
    assertThat(explained.path("rules").findValuesAsText("constraint"))
        .doesNotContain("")
        .isNotEmpty();
    assertThat(batch.received(ReceivedRequest::isStatement)).hasSize(before);
  }
}

package io.sluice.admin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.Samples;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClusterResourceTest {
  private static final String CLUSTERS = "/api/v1/clusters";
  private static final String ETL_1 = CLUSTERS + "/etl-1";
  private static final String SPEC =
      """
      {"name": "etl-1", "url": "http://trino-etl-1:8080", "dialect": "trino", "group": "etl",
       "location": "eu-west", "labels": {"tier": "gold"}, "weight": 2, "capacity": 80}
      """;
  private static final String SHORT_SPEC =
      """
      {"url": "https://presto-2:8443", "dialect": "PRESTO", "group": "etl"}
      """;

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void create_answersTheClusterItsPlaceAndItsVersion() {
    Answer created = server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("location")).isEqualTo(ETL_1);
    assertThat(created.header("etag")).isEqualTo("\"v1\"");
    JsonNode cluster = created.json();
    assertThat(cluster.path("url").textValue()).isEqualTo("http://trino-etl-1:8080");
    assertThat(cluster.path("dialect").textValue()).isEqualTo("trino");
    assertThat(cluster.path("labels").path("tier").textValue()).isEqualTo("gold");
    assertThat(cluster.path("weight").intValue()).isEqualTo(2);
    assertThat(cluster.path("capacity").intValue()).isEqualTo(80);
    assertThat(cluster.path("state").textValue()).isEqualTo("STARTING");
    assertThat(cluster.path("since").textValue()).isEqualTo("2026-11-23T04:37:10.123456Z");
    assertThat(cluster.path("uptimeMillis").intValue()).isEqualTo(60_000);
  }

  @Test
  void create_ofANameThatIsTaken_isAConflict() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer again = server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("already-exists");
    assertThat(again.json().path("detail").textValue()).contains("'etl-1'");
  }

  @Test
  void create_thatTheFleetRefuses_namesTheField() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer twin = server.sendJson("POST", CLUSTERS, SPEC.replace("\"etl-1\"", "\"etl-2\""));

    assertThat(twin.problem()).isEqualTo("invalid");
    assertThat(twin.error("url")).contains("etl-1 has it");
  }

  @Test
  void create_tellsAllThatIsWrongAtOnce() {
    Answer refused =
        server.sendJson(
            "POST",
            CLUSTERS,
            """
            {"name": "no spaces", "url": "ftp://x", "dialect": "mysql", "labels": {"tier": 1},
             "weight": 0, "capacity": "many", "locaton": "eu"}
            """);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("invalid");
    assertThat(refused.error("name")).contains("'no spaces'");
    assertThat(refused.error("url")).contains("'ftp://x' (expected: http or https");
    assertThat(refused.error("dialect")).isEqualTo("'mysql' (expected: one of trino, presto)");
    assertThat(refused.error("group")).isEqualTo("missing (expected: a value)");
    assertThat(refused.error("labels.tier")).isEqualTo("1 (expected: a string)");
    assertThat(refused.error("weight")).isEqualTo("0 (expected: a whole number from 1 up)");
    assertThat(refused.error("capacity")).startsWith("'many' (expected: a whole number");
    assertThat(refused.error("locaton")).contains("did you mean 'location'?");
    assertThat(refused.json().path("errors")).hasSize(8);
    assertThat(server.clusters.list()).isEmpty();
  }

  @Test
  void list_hasEveryCluster() {
    server.sendJson("POST", CLUSTERS, SPEC);

    JsonNode clusters = server.get(CLUSTERS).json().path("clusters");

    assertThat(clusters).hasSize(1);
    assertThat(clusters.path(0).path("name").textValue()).isEqualTo("etl-1");
  }

  @Test
  void find_ofAClusterThatIsNotThere_isNotFound() {
    Answer missing = server.get(ETL_1);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.problem()).isEqualTo("not-found");
    assertThat(missing.json().path("detail").textValue()).contains("'etl-1'").contains(CLUSTERS);
  }

  @Test
  void find_ofATextThatCanBeNoName_isNotFound() {
    assertThat(server.get(CLUSTERS + "/%20x").problem()).isEqualTo("not-found");
  }

  @Test
  void replace_ofTheVersionThatWasRead_changesTheCluster() {
    String etag = server.sendJson("POST", CLUSTERS, SPEC).header("etag");

    Answer replaced = server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", etag);

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("etag")).isEqualTo("\"v2\"");
    JsonNode cluster = server.get(ETL_1).json();
    assertThat(cluster.path("dialect").textValue()).isEqualTo("presto");
    assertThat(cluster.path("location").textValue()).isEmpty();
    assertThat(cluster.path("labels")).isEmpty();
    assertThat(cluster.path("weight").intValue()).isEqualTo(1);
    assertThat(cluster.path("capacity").intValue()).isEqualTo(50);
  }

  @Test
  void replace_ofAnotherVersion_changesNothing() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer stale = server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", "\"v0\", W/\"v1\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problem()).isEqualTo("stale");
    assertThat(server.get(ETL_1).header("etag")).isEqualTo("\"v1\"");
  }

  @Test
  void replace_ofOneOfSeveralVersions_changesTheCluster() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer replaced = server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", "\"v0\", \"v1\"");

    assertThat(replaced.status()).isEqualTo(200);
  }

  @Test
  void replace_withoutIfMatch_isRefused() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer blind = server.sendJson("PUT", ETL_1, SHORT_SPEC);

    assertThat(blind.status()).isEqualTo(428);
    assertThat(blind.problem()).isEqualTo("precondition-required");
  }

  @Test
  void replace_withAnIfMatchThatIsNone_isInvalid() {
    Answer refused = server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", "v1");

    assertThat(refused.error("If-Match")).contains("'v1' (expected: * or ETags");
  }

  @Test
  void replace_underAnotherName_isInvalid() {
    Answer renamed =
        server.sendJson("PUT", ETL_1, SPEC.replace("\"etl-1\"", "\"etl-2\""), "If-Match", "*");

    assertThat(renamed.error("name")).contains("'etl-2' (expected: 'etl-1'");
  }

  @Test
  void replace_ofAClusterThatIsNotThere_isNotFound() {
    assertThat(server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", "*").status()).isEqualTo(404);
  }

  @Test
  void delete_removesTheCluster() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer deleted = server.send("DELETE", ETL_1, "If-Match", "*");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(server.get(ETL_1).status()).isEqualTo(404);
  }

  @Test
  void delete_withoutIfMatch_isRefused() {
    server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(server.send("DELETE", ETL_1).problem()).isEqualTo("precondition-required");
  }

  @Test
  void delete_thatTheFleetRefuses_saysWhy() {
    server.sendJson("POST", CLUSTERS, SPEC);
    server.send("POST", ETL_1 + "/drain");

    Answer refused = server.send("DELETE", ETL_1, "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("refused");
    assertThat(refused.json().path("detail").textValue()).contains("expected: drained");
  }

  @Test
  void drainActivateAndDeactivate_changeTheState() {
    server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(stateAfter("drain")).isEqualTo("DRAINING");
    assertThat(stateAfter("activate")).isEqualTo("STARTING");
    assertThat(stateAfter("deactivate")).isEqualTo("INACTIVE");
  }

  @Test
  void drain_mayHaveADeadline_atWhichWhatIsLeftIsCancelled() {
    server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(server.send("POST", ETL_1 + "/drain").json().path("drain").has("deadline"))
        .isFalse();
    Answer drained =
        server.sendJson("POST", ETL_1 + "/drain", "{\"deadline\": \"10m\", \"cancel\": true}");

    assertThat(drained.status()).isEqualTo(200);
    assertThat(drained.json().at("/drain/deadline").textValue())
        .isEqualTo(Samples.AT.plusSeconds(600).toString());
    assertThat(drained.json().at("/drain/cancel").booleanValue()).isTrue();
    assertThat(drained.json().at("/drain/running").intValue()).isEqualTo(3);
  }

  @Test
  void drain_withABodyThatMakesNoSense_isInvalid() {
    server.sendJson("POST", CLUSTERS, SPEC);

    assertThat(
            server.sendJson("POST", ETL_1 + "/drain", "{\"deadline\": \"soon\"}").error("deadline"))
        .contains("10m");
    assertThat(server.sendJson("POST", ETL_1 + "/drain", "{\"cancel\": true}").error("cancel"))
        .contains("with a deadline");
    assertThat(server.sendJson("POST", ETL_1 + "/drain", "{\"cancle\": true}").error("cancle"))
        .contains("cancel");
  }

  @Test
  void drain_ofAClusterThatIsNotThere_isNotFound() {
    assertThat(server.send("POST", ETL_1 + "/drain").status()).isEqualTo(404);
  }

  private String stateAfter(String change) {
    Answer changed = server.send("POST", ETL_1 + "/" + change);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("etag")).isEqualTo(server.get(ETL_1).header("etag"));
    return changed.json().path("state").textValue();
  }
}

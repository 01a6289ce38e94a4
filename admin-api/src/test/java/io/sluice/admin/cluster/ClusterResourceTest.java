package io.sluice.admin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.Samples;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;
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
    assertThat(refused.error("weight")).isEqualTo("0 (expected: a whole number from 1 to 1000)");
    assertThat(refused.error("capacity")).startsWith("'many' (expected: a whole number");
    assertThat(refused.error("locaton")).contains("did you mean 'location'?");
    assertThat(refused.json().path("errors")).hasSize(8);
    assertThat(server.clusters.list()).isEmpty();
  }

  private static final String FULL_SPEC =
      """
      {"name": "etl-1", "url": "https://trino-etl-1:8443", "group": "etl", "weight": 3,
       "priority": 1, "groups": {"adhoc": {}, "etl": {"weight": 3, "priority": 1}},
       "externalUrl": "https://trino.example.com/ui",
       "credentials": {"user": "sluice", "password": "${TRINO_PASSWORD}"},
       "tls": {"authorities": "/etc/ca.pem", "verifyHost": false}, "probe": "status", "uris": "rewrite",
       "minWorkers": 4,
       "maintenance": [{"cron": "0 2 * * 0", "duration": "2h", "zone": "Europe/Berlin"}]}
      """;

  @Test
  void create_takesEveryField_andShowsAllButCredentials() {
    Answer created = server.sendJson("POST", CLUSTERS, FULL_SPEC);

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    JsonNode cluster = server.get(ETL_1).json();
    assertThat(cluster.path("group").textValue()).isEqualTo("etl");
    assertThat(cluster.at("/groups/etl/weight").intValue()).isEqualTo(3);
    assertThat(cluster.at("/groups/adhoc/priority").intValue()).isZero();
    assertThat(cluster.path("externalUrl").textValue()).isEqualTo("https://trino.example.com/ui");
    assertThat(cluster.path("hasCredentials").booleanValue()).isTrue();
    assertThat(cluster.at("/tls/authorities").textValue()).isEqualTo("/etc/ca.pem");
    assertThat(cluster.at("/tls/verifyHost").booleanValue()).isFalse();
    assertThat(cluster.path("probe").textValue()).isEqualTo("status");
    assertThat(cluster.path("uris").textValue()).isEqualTo("rewrite");
    assertThat(cluster.path("minWorkers").intValue()).isEqualTo(4);
    assertThat(cluster.at("/maintenance/0/duration").textValue()).isEqualTo("2h");
    assertThat(cluster.at("/maintenance/0/zone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(cluster.has("dialect")).isFalse();
    assertThat(cluster.path("detectedDialect").textValue()).isEqualTo("trino");
    assertThat(created.body() + server.get(ETL_1).body() + server.get(CLUSTERS).body())
        .doesNotContain("TRINO_PASSWORD")
        .doesNotContain("\"credentials\"");
  }

  @Test
  void whatWasRead_mayBeSentBack_andChangesNothing() {
    server.sendJson("POST", CLUSTERS, FULL_SPEC);
    ClusterSpec before = server.clusters.spec("etl-1");
    Answer read = server.get(ETL_1);

    Answer sent = server.sendJson("PUT", ETL_1, read.body(), "If-Match", read.header("etag"));

    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(server.clusters.spec("etl-1")).isEqualTo(before);
  }

  @Test
  void credentials_stayWhenNothingIsSaid_andGoWithNull() {
    server.sendJson("POST", CLUSTERS, FULL_SPEC);

    server.sendJson("PUT", ETL_1, SHORT_SPEC, "If-Match", "*");
    assertThat(server.clusters.spec("etl-1").credentials())
        .contains(
            new Credentials("sluice", Optional.of(new SecretReference.Variable("TRINO_PASSWORD"))));
    assertThat(server.clusters.spec("etl-1").home()).isEqualTo(new GroupName("etl"));

    String without = SHORT_SPEC.replace("{", "{\"credentials\": null, ");
    Answer removed = server.sendJson("PUT", ETL_1, without, "If-Match", "*");
    assertThat(removed.json().path("hasCredentials").booleanValue()).isFalse();
    assertThat(server.clusters.spec("etl-1").credentials()).isEmpty();
  }

  @Test
  void secret_thatIsNoReference_isRefusedWithTheMendAndNotRepeated() {
    for (String password :
        List.of("\"hunter2\"", "\"${PASS:hunter2}\"", "\"file:hunter2\"", "[\"hunter2\"]")) {
      String spec = FULL_SPEC.replace("\"${TRINO_PASSWORD}\"", password);
      Answer refused = server.sendJson("POST", CLUSTERS, spec);

      assertThat(refused.problem()).as(password).isEqualTo("invalid");
      assertThat(refused.error("credentials.password")).contains("(expected: ");
      assertThat(refused.body()).doesNotContain("hunter2");
    }
    String whole =
        FULL_SPEC.replaceFirst(
            "\"credentials\": \\{[^}]*\\}\"\\}", "\"credentials\": \"me:hunter2\"");
    assertThat(whole).contains("me:hunter2");
    Answer refused = server.sendJson("POST", CLUSTERS, whole);
    assertThat(refused.error("credentials")).isEqualTo("a string (expected: an object)");
    assertThat(refused.body()).doesNotContain("hunter2");
    String url = SPEC.replace("http://trino", "http://me:hunter2@trino");
    assertThat(server.sendJson("POST", CLUSTERS, url).body()).doesNotContain("hunter2");
  }

  @Test
  void groups_inBothForms_mustAgree() {
    assertThat(errorOf("\"etl\", \"weight\": 3", "\"etl\", \"weight\": 2", "weight"))
        .isEqualTo("2 (expected: 3, as groups.etl says, or left out)");
    assertThat(errorOf("\"priority\": 1, \"groups\"", "\"priority\": 0, \"groups\"", "priority"))
        .isEqualTo("0 (expected: 1, as groups.etl says, or left out)");
    assertThat(errorOf("\"group\": \"etl\"", "\"group\": \"web\"", "group"))
        .isEqualTo("'web' (expected: one of groups, or groups without group)");
    assertThat(errorOf("\"group\": \"etl\", ", "", "weight"))
        .isEqualTo("beside groups (expected: inside the group that it is for, or group beside it)");
    assertThat(
            errorOf("{\"adhoc\": {}, \"etl\": {\"weight\": 3, \"priority\": 1}}", "{}", "groups"))
        .isEqualTo("none (expected: at least one)");
  }

  @Test
  void everyMistakeOfTheLongForm_isToldAtOnce() {
    Answer refused =
        server.sendJson(
            "POST",
            CLUSTERS,
            """
            {"name": "a", "url": "http://a:1/ui", "groups": {"no go": {}, "etl": {"wieght": 1},
              "adhoc": {"weight": 1001, "priority": -1}, "x": 3},
             "externalUrl": "trino", "credentials": {"pasword": "x"}, "tls": {"authorities": "ca.pem",
             "verifyHost": "no"}, "uris": "forward", "probe": "ping", "minWorkers": -1,
             "maintenance": [{"cron": "often", "duration": "2 h", "zone": "Berlin"}, {}, 7]}
            """);

    assertThat(refused.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "url",
            "groups.no go",
            "groups.etl.wieght",
            "groups.adhoc.weight",
            "groups.adhoc.priority",
            "groups.x",
            "externalUrl",
            "credentials.user",
            "credentials.pasword",
            "tls.authorities",
            "tls.verifyHost",
            "uris",
            "probe",
            "minWorkers",
            "maintenance[0].cron",
            "maintenance[0].duration",
            "maintenance[0].zone",
            "maintenance[1].cron",
            "maintenance[1].duration",
            "maintenance[2]");
    assertThat(refused.error("groups.etl.wieght")).contains("did you mean 'weight'?");
    assertThat(refused.error("maintenance[0].cron"))
        .startsWith("'often' (expected: minute, hour, day of month, month, day of week");
  }

  private String errorOf(String part, String instead, String field) {
    assertThat(FULL_SPEC).contains(part);
    return server.sendJson("POST", CLUSTERS, FULL_SPEC.replace(part, instead)).error(field);
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

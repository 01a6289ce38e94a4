package io.sluice.admin.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupResourceTest {
  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void list_hasEveryGroup() {
    JsonNode groups = server.get("/api/v1/groups").json().path("groups");

    assertThat(groups.findValuesAsText("select")).containsExactly("least-loaded", "round-robin");
  }

  @Test
  void find_tellsPolicyMembersAndLoad() {
    JsonNode group = server.get("/api/v1/groups/adhoc").json();

    assertThat(group.path("defaultGroup").booleanValue()).isTrue();
    assertThat(group.path("fallback").path(0).textValue()).isEqualTo("overflow");
    assertThat(group.path("clusters").path(0).path("state").textValue()).isEqualTo("HEALTHY");
    assertThat(group.path("capacity").intValue()).isEqualTo(50);
    assertThat(group.path("utilisation").doubleValue()).isEqualTo(0.1);
  }

  private static final String GROUPS = "/api/v1/groups";
  private static final String WEB =
      """
      {"name": "web", "select": "round-robin", "fallback": ["adhoc"], "maxQueued": 5,
       "maxRunning": 20, "maxCpu": 0.9}
      """;

  @Test
  void create_answersTheGroupItsPlaceAndItsVersion() {
    Answer created = server.sendJson("POST", GROUPS, WEB);

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("location")).isEqualTo(GROUPS + "/web");
    assertThat(created.header("etag")).isEqualTo("\"v1\"");
    assertThat(created.json().path("maxQueued").intValue()).isEqualTo(5);
    assertThat(created.json().path("maxCpu").doubleValue()).isEqualTo(0.9);
    Answer again = server.sendJson("POST", GROUPS, WEB);
    assertThat(again.problem()).isEqualTo("already-exists");
  }

  @Test
  void create_tellsAllThatIsWrongAtOnce() {
    Answer refused =
        server.sendJson(
            "POST",
            GROUPS,
            """
            {"name": "web", "select": "fastest", "fallback": ["web", "etl", "etl", "no go"],
             "maxQueued": -1, "maxRunning": 1.5, "maxCpu": 90, "falback": []}
            """);

    assertThat(refused.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "select",
            "fallback[0]",
            "fallback[2]",
            "fallback[3]",
            "maxQueued",
            "maxRunning",
            "maxCpu",
            "falback");
    assertThat(refused.error("falback")).contains("did you mean 'fallback'?");
    assertThat(refused.error("maxCpu")).isEqualTo("90 (expected: a number from 0.0 to 1.0)");
    Answer unknown = server.sendJson("POST", GROUPS, WEB.replace("adhoc", "adhok"));
    assertThat(unknown.error("fallback[0]")).contains("no such group");
  }

  @Test
  void whatWasRead_mayBeSentBack() {
    server.sendJson("POST", GROUPS, WEB);
    Answer read = server.get(GROUPS + "/web");

    Answer sent =
        server.sendJson("PUT", GROUPS + "/web", read.body(), "If-Match", read.header("etag"));

    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(sent.json().path("fallback").path(0).textValue()).isEqualTo("adhoc");
    assertThat(sent.header("etag")).isEqualTo("\"v2\"");
  }

  @Test
  void replace_needsTheVersionThatIsThere() {
    String body = "{\"select\": \"round-robin\"}";

    assertThat(server.sendJson("PUT", GROUPS + "/adhoc", body).status()).isEqualTo(428);
    assertThat(server.sendJson("PUT", GROUPS + "/adhoc", body, "If-Match", "\"v9\"").problem())
        .isEqualTo("stale");
    assertThat(server.sendJson("PUT", GROUPS + "/nope", body, "If-Match", "*").status())
        .isEqualTo(404);
    Answer renamed =
        server.sendJson("PUT", GROUPS + "/adhoc", "{\"name\": \"x\"}", "If-Match", "*");
    assertThat(renamed.error("name")).contains("'x' (expected: 'adhoc'");
  }

  @Test
  void delete_removesTheGroup_orSaysWhatStandsInTheWay() {
    assertThat(server.send("DELETE", GROUPS + "/overflow").status()).isEqualTo(428);
    assertThat(server.send("DELETE", GROUPS + "/overflow", "If-Match", "*").status())
        .isEqualTo(204);
    assertThat(server.get(GROUPS + "/overflow").status()).isEqualTo(404);
    Answer refused = server.send("DELETE", GROUPS + "/adhoc", "If-Match", "*");
    assertThat(refused.problem()).isEqualTo("refused");
    assertThat(refused.status()).isEqualTo(409);
  }

  @Test
  void find_ofAGroupThatIsNotThere_isNotFound() {
    assertThat(server.get("/api/v1/groups/nope").problem()).isEqualTo("not-found");
    assertThat(server.get("/api/v1/groups/%24").problem()).isEqualTo("not-found");
  }
}

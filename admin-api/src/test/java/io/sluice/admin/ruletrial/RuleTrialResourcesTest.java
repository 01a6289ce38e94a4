package io.sluice.admin.ruletrial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RuleTrialResourcesTest {
  private static final String SHADOW = "/api/v1/rules/shadow";
  private static final String CANARY = "/api/v1/rules/canary";
  private static final String KNOWN =
      "{\"version\": \"0123456789ab\", \"who\": \"ann\", \"why\": \"a test\"}";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shadow_isBegun_shown_andDropped() {
    assertThat(server.get(SHADOW).status()).isEqualTo(404);

    Answer begun = server.sendJson("PUT", SHADOW, KNOWN);
    assertThat(begun.status()).isEqualTo(201);
    String etag = begun.header("etag");

    Answer shown = server.get(SHADOW);
    assertThat(shown.header("etag")).isEqualTo(etag);
    JsonNode shadow = shown.json();
    assertThat(shadow.path("version").textValue()).isEqualTo("0123456789ab");
    assertThat(shadow.path("who").textValue()).isEqualTo("ann");
    assertThat(shadow.path("why").textValue()).isEqualTo("a test");
    assertThat(shadow.path("state").textValue()).isEqualTo("RUNNING");
    assertThat(shadow.path("shifts").path(0).toString())
        .isEqualTo(
            "{\"fromOutcome\":\"ROUTED\",\"fromGroup\":\"etl\",\"toOutcome\":\"DEFAULTED\","
                + "\"differences\":[\"OUTCOME\"],\"count\":2,\"share\":0.25}");
    assertThat(shadow.path("flags").toString()).isEqualTo("{\"RULE_FAILED\":1}");

    assertThat(server.send("DELETE", SHADOW).status()).isEqualTo(428);
    assertThat(server.send("DELETE", SHADOW, "If-Match", "\"old\"").status()).isEqualTo(412);
    assertThat(server.send("DELETE", SHADOW, "If-Match", etag).status()).isEqualTo(204);
    assertThat(server.send("DELETE", SHADOW, "If-Match", "*").status()).isEqualTo(404);
  }

  @Test
  void canary_takesFilesThatAreNew_andAShare() {
    Answer begun =
        server.sendJson("PUT", CANARY, "{\"files\": {\"rules.drl\": \"\"}, \"percent\": 5}");

    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().path("percent").intValue()).isEqualTo(5);
    assertThat(begun.json().path("who").textValue()).isEqualTo("admin API");
    assertThat(begun.json().path("diagnostics").path(0).path("message").textValue())
        .isEqualTo("there is no group 'etl'");
    assertThat(begun.json().path("candidateSide").path("outcomes").toString())
        .isEqualTo("{\"ROUTED\":2}");
  }

  @Test
  void running_trial_isReplacedOnlyByWhoSaysSo() {
    server.sendJson("PUT", SHADOW, KNOWN);

    Answer bare = server.sendJson("PUT", SHADOW, KNOWN);
    assertThat(bare.status()).isEqualTo(428);
    assertThat(bare.json().path("detail").textValue()).contains("expected: \"1-1\", the shadow");
    assertThat(server.sendJson("PUT", SHADOW, KNOWN, "If-Match", "\"1-7\"").status())
        .isEqualTo(412);
    assertThat(server.sendJson("PUT", SHADOW, KNOWN, "If-Match", "\"1-1\"").status())
        .isEqualTo(200);
  }

  @Test
  void promotion_needsNoBody_butMaySayWhoAndWhy() {
    server.sendJson("PUT", CANARY, KNOWN.replace("}", ", \"percent\": 50}"));
    Answer promoted = server.send("POST", CANARY + "/promote", "If-Match", "*");
    assertThat(promoted.status()).isEqualTo(200);
    assertThat(promoted.json().toString())
        .isEqualTo("{\"version\":\"cafe00cafe00\",\"previous\":\"0123456789ab\"}");
    assertThat(server.trials.promoted(TrialKind.CANARY)).contains(new Signature("admin API", ""));

    server.sendJson("PUT", SHADOW, KNOWN);
    server.sendJson(
        "POST",
        SHADOW + "/promote",
        "{\"who\": \"bob\", \"why\": \"it is right\"}",
        "If-Match",
        "*");
    assertThat(server.trials.promoted(TrialKind.SHADOW))
        .contains(new Signature("bob", "it is right"));
    assertThat(server.send("POST", SHADOW + "/promote", "If-Match", "*").status()).isEqualTo(404);
  }

  @Test
  void candidate_thatCannotBeUsed_isRefusedWithItsDiagnostics() {
    Answer refused = server.sendJson("PUT", SHADOW, "{\"files\": {\"rules.drl\": \"broken\"}}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error("rules.drl:3:10")).isEqualTo("'broken' (expected: a rule)");
  }

  @Test
  void request_thatIsWrong_isToldAllThatIs() {
    Answer wrong =
        server.sendJson(
            "PUT", CANARY, "{\"version\": \"latest\", \"percent\": 101, \"why\": 7, \"x\": 1}");
    assertThat(wrong.error("version")).isEqualTo("'latest' (expected: 12 hexadecimal digits)");
    assertThat(wrong.error("percent")).isEqualTo("101 (expected: 0 to 100)");
    assertThat(wrong.error("why")).isEqualTo("7 (expected: a string)");
    assertThat(wrong.error("x")).contains("unknown");

    Answer empty = server.sendJson("PUT", CANARY, "{}");
    assertThat(empty.error("version")).contains("either a version that is known, or files");
    assertThat(empty.error("percent")).contains("missing");
    assertThat(server.sendJson("PUT", SHADOW, "{\"files\": {}}").error("files"))
        .contains("at least one file");
    assertThat(
            server
                .sendJson("PUT", SHADOW, "{\"files\": {\"a.xlsx\": \"no Base64!\"}}")
                .error("files.a.xlsx"))
        .contains("expected: Base64");
    assertThat(server.sendJson("PUT", SHADOW, "{\"version\": \"ffffffffffff\"}").error("version"))
        .isEqualTo("'ffffffffffff' (expected: one that was active before, or files)");
  }
}

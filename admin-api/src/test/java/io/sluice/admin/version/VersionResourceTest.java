package io.sluice.admin.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.ruleset.RuleFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VersionResourceTest {
  private static final String VERSIONS = "/api/v1/rules/versions";

  private final TrialServer server = new TrialServer();
  private String first = "";
  private String second = "";

  @BeforeEach
  void changeOnce() {
    first = server.sources.files().version().hash();
    server.sources.put(
        new RuleFile("base.drl", "rule \"two\" when then end\n"),
        new Precondition.AnyVersion(),
        "ann",
        "tidy up");
    second = server.sources.files().version().hash();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void list_isNewestFirst_withWhoAndWhy_andTheActiveOneMarked() {
    JsonNode list = server.get(VERSIONS).json();

    assertThat(list.at("/versions/0").toString())
        .isEqualTo(
            "{\"sequence\":2,\"version\":\"%s\",\"activatedAt\":\"%s\",\"who\":\"ann\","
                    .formatted(second, list.at("/versions/0/activatedAt").textValue())
                + "\"why\":\"tidy up\",\"origin\":\"API\",\"active\":true}");
    assertThat(list.at("/versions/1/active").booleanValue()).isFalse();
    assertThat(list.has("next")).isFalse();
  }

  @Test
  void list_goesOnWhereItsCursorSays() {
    JsonNode page = server.get(VERSIONS + "?limit=1").json();
    JsonNode rest =
        server.get(VERSIONS + "?limit=1&cursor=" + page.path("next").textValue()).json();

    assertThat(page.at("/versions/0/sequence").intValue()).isEqualTo(2);
    assertThat(rest.at("/versions/0/sequence").intValue()).isEqualTo(1);
    assertThat(rest.has("next")).isFalse();
    assertThat(server.get(VERSIONS + "?cursor=x").error("cursor")).contains("'next'");
    assertThat(server.get(VERSIONS + "?limit=0&x=1").error("x")).startsWith("unknown");
  }

  @Test
  void find_givesTheFiles() {
    JsonNode version = server.get(VERSIONS + "/" + first).json();

    assertThat(version.path("version").textValue()).isEqualTo(first);
    assertThat(version.path("active").booleanValue()).isFalse();
    assertThat(version.at("/files/0/text").textValue()).contains("rule \"one\"");
    assertThat(version.at("/files/1/binary").booleanValue()).isTrue();
    assertThat(server.get(VERSIONS + "/nonsense").status()).isEqualTo(404);
  }

  @Test
  void difference_isToldByFileAndByRule_orAsText() {
    String path = VERSIONS + "/" + second + "/diff?from=" + first;

    JsonNode json = server.get(path).json();
    assertThat(json.path("rulesAdded").toString()).isEqualTo("[\"two\"]");
    assertThat(json.path("rulesRemoved").toString()).isEqualTo("[\"one\"]");
    assertThat(json.at("/files/0/name").textValue()).isEqualTo("base.drl");
    assertThat(json.at("/files/0/change").textValue()).isEqualTo("CHANGED");
    Answer text = server.get(path, "Accept", "text/plain");
    assertThat(text.header("content-type")).startsWith("text/plain");
    assertThat(text.body())
        .isEqualTo(
            """
            --- a/base.drl
            +++ b/base.drl
            @@ -1,1 +1,1 @@
            -rule "one" when then end
            +rule "two" when then end
            """);
    assertThat(json.at("/files/0/diff").textValue()).isEqualTo(text.body());
  }

  @Test
  void difference_withoutOrWithAnUnknownOtherVersion_isRefused() {
    String path = VERSIONS + "/" + second + "/diff";

    assertThat(server.get(path).error("from")).startsWith("missing");
    assertThat(server.get(path + "?from=nonsense").status()).isEqualTo(404);
  }

  @Test
  void activate_goesBack_andSaysWhoAndWhy() {
    Answer active =
        server.sendJson(
            "POST",
            VERSIONS + "/" + first + "/activate",
            "{\"why\": \"nights are full\"}",
            "X-Sluice-User",
            "bob");

    assertThat(active.status()).isEqualTo(200);
    assertThat(active.json().path("version").textValue()).isEqualTo(first);
    assertThat(active.json().path("sequence").intValue()).isEqualTo(3);
    assertThat(server.sources.authors()).endsWith("bob: nights are full");
  }

  @Test
  void activate_ofWhatIsUnknown_orWithOtherFields_isRefused() {
    assertThat(server.sendJson("POST", VERSIONS + "/nonsense/activate", "{}").status())
        .isEqualTo(404);
    assertThat(
            server
                .sendJson("POST", VERSIONS + "/" + first + "/activate", "{\"force\": \"yes\"}")
                .error("force"))
        .startsWith("unknown");
  }

  @Test
  void author_thatIsTooLong_isRefused() {
    assertThat(
            server
                .sendJson(
                    "POST",
                    VERSIONS + "/" + first + "/activate",
                    "{}",
                    "X-Sluice-User",
                    "x".repeat(256))
                .error("X-Sluice-User"))
        .contains("255");
  }
}

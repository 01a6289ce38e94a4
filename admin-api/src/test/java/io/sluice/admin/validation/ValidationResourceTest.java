package io.sluice.admin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.ruleset.RuleFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ValidationResourceTest {
  private static final String VALIDATE = "/api/v1/rules/validate";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void files_areTextsOrBase64() {
    JsonNode told =
        server
            .sendJson(
                "POST",
                VALIDATE,
                """
                {"files": [{"name": "a/b.drl", "text": "rule"}, {"name": "c.csv", "base64": "w7w="},
                 {"name": "d.xlsx", "base64": "/wA="}, {"name": "e.test.yaml", "text": ""}]}
                """)
            .json();

    assertThat(server.validations.lastAsked())
        .containsExactly(
            new RuleFile("a/b.drl", "rule"),
            new RuleFile("c.csv", "ü"),
            RuleFile.binary("d.xlsx", new byte[] {(byte) 0xFF, 0}),
            new RuleFile("e.test.yaml", ""));
    assertThat(told.path("valid").booleanValue()).isFalse();
    assertThat(told.at("/tests/results/0").toString())
        .isEqualTo(
            "{\"file\":\"a.test.yaml\",\"line\":2,\"name\":\"t\",\"passed\":false,\"unmet\":"
                + "[{\"key\":\"group\",\"expected\":\"etl\",\"actual\":\"adhoc\"}],\"why\":[\"w\"]}");
  }

  @Test
  void filesThatAreWrong_areAllNamed() {
    Answer refused =
        server.sendJson(
            "POST",
            VALIDATE,
            """
            {"files": [{"name": "../a.drl", "text": ""}, {"name": "/a.drl", "text": ""},
             {"name": ".git/a.drl", "text": ""}, {"name": "a.txt", "text": ""},
             {"name": "a.drl"}, {"name": "a.drl", "text": "", "base64": ""},
             {"name": "b.drl", "base64": "/w=="}, {"name": "c.drl", "base64": "?"},
             {"name": "d.xlsx", "text": "a"}, 7, {"nam": "e.drl", "text": ""}]}
            """);

    assertThat(refused.error("files[0].name")).startsWith("'../a.drl' (expected: at most 8 parts");
    assertThat(refused.error("files[1].name")).startsWith("'/a.drl' (expected: at most 8 parts");
    assertThat(refused.error("files[2].name")).startsWith("'.git/a.drl' (expected: at most 8");
    assertThat(refused.error("files[3].name")).startsWith("'a.txt' (expected: a name that ends in");
    assertThat(refused.error("files[4].text")).isEqualTo("(expected: either text or base64)");
    assertThat(refused.error("files[5].text")).isEqualTo("(expected: either text or base64)");
    assertThat(refused.error("files[5].name")).isEqualTo("'a.drl' (expected: each name once)");
    assertThat(refused.error("files[6].base64")).isEqualTo("(expected: text in UTF-8)");
    assertThat(refused.error("files[7].base64")).isEqualTo("(expected: Base64)");
    assertThat(refused.error("files[8].text"))
        .isEqualTo("(expected: base64, as a spreadsheet is no text)");
    assertThat(refused.error("files[9]")).isEqualTo("7 (expected: an object)");
    assertThat(refused.error("files[10].nam")).contains("did you mean 'name'?");
  }

  @Test
  void bodyWithoutFiles_isRefused() {
    assertThat(server.sendJson("POST", VALIDATE, "{}").error("files"))
        .isEqualTo("missing (expected: an array of objects)");
    assertThat(server.sendJson("POST", VALIDATE, "{\"files\": {}}").error("files"))
        .isEqualTo("an object (expected: an array of objects)");
  }
}

package io.sluice.admin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReplayResourceTest {
  private static final String PATH = "/api/v1/rules/replay";
  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Answer post(String body, String... headers) {
    return server.sendJson("POST", PATH, body, headers);
  }

  @Test
  void replay_asJson_answersWithTheReportAlone() {
    Answer answer = post("{\"from\": \"2026-11-23T00:00:00Z\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/shifts/0/from").asText()).isEqualTo("etl");
    assertThat(answer.json().at("/shifts/0/examples/0/user").asText()).isEqualTo("ann");
    assertThat(answer.json().at("/wordCounts/SESSION").asInt()).isEqualTo(1);
    assertThat(server.replays.lastAsked().candidate()).isEqualTo(new CandidateRules.Active());
  }

  @Test
  void replay_asLines_tellsItsProgressAndThenTheReport() throws Exception {
    Answer answer = post("{\"from\": \"2026-11-23T00:00:00Z\"}", "Accept", "application/x-ndjson");

    List<JsonNode> lines = new ArrayList<>();
    for (String line : answer.body().split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(new JsonMapper().readTree(line));
      }
    }
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).at("/progress/done").asInt()).isEqualTo(1);
    assertThat(lines.get(0).path("progress").has("total")).isFalse();
    assertThat(lines.get(1).at("/progress/total").asInt()).isEqualTo(2);
    assertThat(lines.get(3).at("/report/moved").asInt()).isEqualTo(1);
    assertThat(server.replays.awaitClosed()).isTrue();
  }

  @Test
  void files_filtersAndExamples_reachTheReplay() {
    Answer answer =
        post(
            """
            {"from": "2026-11-23T00:00:00Z", "to": "2026-11-24T00:00:00Z", "user": "ann",
             "source": "airflow", "group": "etl", "examples": 7,
             "files": {"b.drl": "rule b", "a.drl": "rule a", "t.xlsx": "AQI="}}
            """);

    assertThat(answer.status()).isEqualTo(200);
    ReplayRequest asked = server.replays.lastAsked();
    assertThat(asked.to()).contains(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(asked.user()).contains("ann");
    assertThat(asked.source()).contains("airflow");
    assertThat(asked.group().orElseThrow().value()).isEqualTo("etl");
    assertThat(asked.examples()).isEqualTo(7);
    assertThat(asked.candidate())
        .isEqualTo(
            new CandidateRules.Posted(
                new RuleFiles(
                    List.of(
                        new RuleFile("a.drl", "rule a"),
                        new RuleFile("b.drl", "rule b"),
                        RuleFile.binary("t.xlsx", new byte[] {1, 2})))));
  }

  @Test
  void badRequest_namesEachField() {
    Answer answer =
        post(
            """
            {"from": "yesterday", "to": "2026-11-24T00:00:00Z", "examples": 21, "group": "?",
             "files": {"a.drl": "", "t.xlsx": "%"}, "version": "abc"}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("from", "examples", "group", "files.t.xlsx", "version");
  }

  @Test
  void range_thatEndsBeforeItBegins_isRefused() {
    Answer answer = post("{\"from\": \"2026-11-24T00:00:00Z\", \"to\": \"2026-11-24T00:00:00Z\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("to");
  }

  @Test
  void rules_thatDoNotCompile_areToldWithTheirPlaces() {
    Answer answer = post("{\"from\": \"2026-11-23T00:00:00Z\", \"user\": \"refused\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("base.drl:9:3");
  }

  @Test
  void another_oneThatRuns_is429_anUnknownVersion404_andAStoreThatIsDown503() {
    assertThat(post("{\"from\": \"2026-11-23T00:00:00Z\", \"user\": \"busy\"}").status())
        .isEqualTo(429);
    assertThat(post("{\"from\": \"2026-11-23T00:00:00Z\", \"version\": \"abc\"}").status())
        .isEqualTo(404);
    assertThat(post("{\"from\": \"2026-11-23T00:00:00Z\", \"user\": \"down\"}").status())
        .isEqualTo(503);
  }

  @Test
  void replay_thatCanNotGoOn_saysSoInItsLastLine() {
    Answer answer =
        post(
            "{\"from\": \"2026-11-23T00:00:00Z\", \"user\": \"broken\"}",
            "Accept",
            "application/x-ndjson");

    assertThat(answer.body().lines().toList().getLast())
        .contains("\"problem\"")
        .contains("the store is gone");
  }

  @Test
  void client_thatGoesAway_endsTheReplay() throws Exception {
    String body = "{\"from\": \"2026-11-23T00:00:00Z\", \"user\": \"endless\"}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(20_000);
      String request =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(PATH, body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      assertThat(statusLine(in)).contains("200");
    }

    assertThat(server.replays.awaitClosed()).isTrue();
  }

  private static String statusLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Test
  void stop_endsTheOneThatRuns() {
    server.replays.running(true);
    assertThat(server.send("DELETE", PATH).status()).isEqualTo(204);

    server.replays.running(false);
    assertThat(server.send("DELETE", PATH).status()).isEqualTo(404);
  }
}

package io.sluice.admin.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemMapperTest {
  private static final String CLUSTERS = "/api/v1/clusters";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void pathThatIsNotThere_isNotFound() {
    Answer missing = server.get("/api/v1/nope");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.problem()).isEqualTo("not-found");
    assertThat(missing.json().path("detail").textValue()).contains("/api/v1/openapi.json");
  }

  @Test
  void methodThatAResourceDoesNotHave_isRefusedWithAllow() {
    Answer refused = server.send("DELETE", CLUSTERS);

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.problem()).isEqualTo("method-not-allowed");
    assertThat(refused.header("allow").split(",")).contains("GET", "POST");
  }

  @Test
  void formThatAResourceDoesNotHave_isNotAcceptable() {
    Answer refused = server.get(CLUSTERS, "Accept", "application/xml");

    assertThat(refused.status()).isEqualTo(406);
    assertThat(refused.problem()).isEqualTo("not-acceptable");
  }

  @Test
  void bodyThatIsNoJson_isMalformedAtItsLineAndColumn() {
    Answer malformed = server.sendJson("POST", CLUSTERS, "{\"name\": \"etl-1\",\n  url: 1}");

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.problem()).isEqualTo("malformed");
    assertThat(malformed.json().path("detail").textValue()).startsWith("body, line 2, column 3: ");
  }

  @Test
  void bodyThatEndsTooSoon_isMalformed() {
    assertThat(server.sendJson("POST", CLUSTERS, "{\"name\": ").problem()).isEqualTo("malformed");
  }

  @Test
  void bodyWithSomethingAfterIt_isMalformed() {
    assertThat(server.sendJson("POST", CLUSTERS, "{} {}").problem()).isEqualTo("malformed");
  }

  @Test
  void bodyWithAFieldTwice_isMalformed() {
    Answer malformed = server.sendJson("POST", CLUSTERS, "{\"name\": \"a\", \"name\": \"b\"}");

    assertThat(malformed.problem()).isEqualTo("malformed");
    assertThat(malformed.json().path("detail").textValue()).contains("Duplicate field 'name'");
  }

  @Test
  void bodyThatIsNested100000Deep_isMalformed() {
    assertThat(server.sendJson("POST", CLUSTERS, "[".repeat(100_000)).problem())
        .isEqualTo("malformed");
  }

  @Test
  void bodyThatIsNotThere_isInvalid() {
    assertThat(server.sendJson("POST", CLUSTERS, "").error("body"))
        .isEqualTo("empty (expected: a JSON object)");
    assertThat(server.send("POST", CLUSTERS).error("body"))
        .isEqualTo("empty (expected: a JSON object)");
  }

  @Test
  void bodyThatIsNotUtf8_isMalformed() {
    Answer malformed =
        server.send(
            HttpRequest.newBuilder(server.uri(CLUSTERS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'}))
                .build());

    assertThat(malformed.problem()).isEqualTo("malformed");
  }

  @Test
  void bodyThatIsNoObject_isInvalid() {
    assertThat(server.sendJson("POST", CLUSTERS, "[1]").error("body"))
        .isEqualTo("an array (expected: a JSON object)");
    assertThat(server.sendJson("POST", CLUSTERS, "null").error("body"))
        .isEqualTo("null (expected: a JSON object)");
  }

  @Test
  void unexpectedException_showsAnIncidentAndNothingElse() {
    Answer broken =
        server.sendJson("POST", "/api/v1/rules/explain", "{\"user\": \"a\", \"sql\": \"boom\"}");

    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.problem()).isEqualTo("unexpected");
    assertThat(broken.json().path("detail").textValue())
        .matches("incident: [0-9a-f-]{36} \\(the server's log has the cause under this name\\)");
    assertThat(broken.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void methodThatNobodyKnows_isRefused() {
    assertThat(server.send("BREW", CLUSTERS).problem()).isEqualTo("method-not-allowed");
    assertThat(server.send("PATCH", CLUSTERS).problem()).isEqualTo("method-not-allowed");
    assertThat(server.send("TRACE", CLUSTERS).status()).isEqualTo(405);
  }

  @Test
  void head_isGetWithoutABody() {
    Answer head = server.send("HEAD", CLUSTERS);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void options_tellsTheMethods() {
    Answer options = server.send("OPTIONS", CLUSTERS);

    assertThat(options.status()).isLessThan(300);
    assertThat(options.header("allow").split(",")).contains("GET", "POST");
    assertThat(options.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void headerThatCanNotBeRead_isMalformed() {
    Answer malformed = server.get(CLUSTERS, "Accept", "no/such/type;;;=");

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.problem()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/%zz", "/%", "/%2", "/a|b", "/api/v1/decisions?user=%zz"})
  void targetThatCanNotBeDecoded_isMalformed(String target) throws IOException {
    String answer =
        server.sendRaw("GET " + target + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:sluice:problem:malformed")
        .doesNotContain("Exception");
  }

  @Test
  void requestLineThatIsNone_is400() throws IOException {
    assertThat(server.sendRaw("nonsense", "Connection: close")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void bodyThatBreaksOff_endsTheRequestAndNoOther() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          String.join(
              "\r\n",
              "POST " + CLUSTERS + " HTTP/1.1",
              "Host: 127.0.0.1",
              "Content-Type: application/json",
              "Content-Length: 1000",
              "",
              "{");
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer)
          .satisfiesAnyOf(
              text -> assertThat(text).isEmpty(),
              text -> assertThat(text).startsWith("HTTP/1.1 400 "));
    }

    assertThat(server.get(CLUSTERS).status()).isEqualTo(200);
  }

  @Test
  void headersThatAreTooLong_are400() throws IOException {
    String answer =
        server.sendRaw(
            "GET / HTTP/1.1", "Host: 127.0.0.1", "X: " + "x".repeat(20_000), "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }
}

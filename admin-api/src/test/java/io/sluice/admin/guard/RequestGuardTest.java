package io.sluice.admin.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestGuardTest {
  private static final String CLUSTERS = "/api/v1/clusters";
  private static final String SPEC =
      "{\"name\": \"etl-1\", \"url\": \"http://t:1\", \"dialect\": \"trino\", \"group\": \"etl\"}";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8090",
        "localhost",
        "LocalHost:1",
        "[::1]:8090",
        "10.1.2.3"
      })
  void hostThatIsAnAddressOrLocalhost_isServed(String host) throws IOException {
    assertThat(getWithHost("Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8090"})
  void hostOfAnotherName_isRefused(String host) throws IOException {
    assertThat(getWithHost("Host: " + host))
        .startsWith("HTTP/1.1 403 ")
        .contains("application/problem+json")
        .contains("urn:sluice:problem:foreign-host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:127.0.0.1", "[::1].evil.example", "a b", "", "x@127.0.0.1"})
  void hostThatIsNone_isMalformed(String host) throws IOException {
    assertThat(getWithHost("Host: " + host))
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:sluice:problem:malformed");
  }

  @Test
  void targetThatNamesAnotherHost_isRefused() throws IOException {
    assertThat(
            server.sendRaw(
                "GET http://evil.example" + CLUSTERS + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: close"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void healthUnderAnotherName_isRefusedAsWell() throws IOException {
    assertThat(
            server.sendRaw("GET /health/live HTTP/1.1", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void requestWithoutHost_isRefused() throws IOException {
    assertThat(getWithHost("X-Nothing: x")).startsWith("HTTP/1.1 400 ");
    assertThat(server.sendRaw("GET " + CLUSTERS + " HTTP/1.0")).contains(" 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "%"})
  void changeFromAPageOfAnotherOrigin_isRefused(String origin) {
    Answer refused = server.sendJson("POST", CLUSTERS, SPEC, "Origin", origin);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("foreign-origin");
    assertThat(server.clusters.list()).isEmpty();
  }

  @Test
  void changeWithoutABodyFromAPageOfAnotherOrigin_isRefused() {
    server.sendJson("POST", CLUSTERS, SPEC);

    Answer refused =
        server.send("POST", CLUSTERS + "/etl-1/drain", "Origin", "http://evil.example");

    assertThat(refused.problem()).isEqualTo("foreign-origin");
  }

  @Test
  void changeFromAPageOfOurs_isServed() {
    Answer created =
        server.sendJson("POST", CLUSTERS, SPEC, "Origin", "http://127.0.0.1:" + server.port());

    assertThat(created.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "nonsense"
      })
  void changeWithABodyThatIsNotJson_isRefused(String type) {
    Answer refused =
        server.send(
            HttpRequest.newBuilder(server.uri(CLUSTERS))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(SPEC))
                .build());

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.problem()).isEqualTo("unsupported-media-type");
    assertThat(server.clusters.list()).isEmpty();
  }

  @Test
  void changeWithABodyOfNoType_isRefused() {
    Answer refused =
        server.send(
            HttpRequest.newBuilder(server.uri(CLUSTERS))
                .POST(BodyPublishers.ofString(SPEC))
                .build());

    assertThat(refused.problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void changeInJsonWithACharset_isServed() {
    Answer created =
        server.send(
            HttpRequest.newBuilder(server.uri(CLUSTERS))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(SPEC))
                .build());

    assertThat(created.status()).isEqualTo(201);
  }

  @Test
  void bodyOverTheLimit_isTooLarge() {
    Answer refused = server.sendJson("POST", CLUSTERS, padded(BodyLimit.BYTES + 1));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
  }

  @Test
  void bodyOfUntoldLengthOverTheLimit_isTooLarge() {
    Answer refused = server.send(chunked(padded(BodyLimit.BYTES + 1)));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
  }

  @Test
  void bodyAtTheLimit_isServed() {
    assertThat(server.send(chunked(padded(BodyLimit.BYTES))).status()).isEqualTo(201);
  }

  @Test
  void everyAnswer_tellsBrowsersToBeCareful() {
    Answer answer = server.get(CLUSTERS);

    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
    assertThat(answer.header("server")).isEmpty();
    assertThat(server.get("/nope").header("x-content-type-options")).isEqualTo("nosniff");
  }

  private HttpRequest chunked(String body) {
    return HttpRequest.newBuilder(server.uri(CLUSTERS))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
        .build();
  }

  private String getWithHost(String header) throws IOException {
    return server.sendRaw("GET " + CLUSTERS + " HTTP/1.1", header, "Connection: close");
  }

  private static String padded(int length) {
    return SPEC + " ".repeat(length - SPEC.length());
  }
}

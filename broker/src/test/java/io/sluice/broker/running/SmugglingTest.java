package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two servers could understand in two ways: each gets 400 and a closed connection,
 * and no cluster hears of it. In the examples, {@code \r}, {@code \n} and the like are written out.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmugglingTest {
  private static final String POST = "POST /v1/statement HTTP/1.1";
  private static final String USER = "X-Trino-User: alice";

  /** A second request, of which a cluster would know. */
  private static final String HIDDEN =
      POST + "\r\nHost: h\r\n" + USER + "\r\nContent-Length: 8\r\n\r\nSELECT 2";

  private final StandInCluster cluster = StandInCluster.builder().name("only-1").build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    broker = RunningBroker.start(folder, "", "", in("adhoc", cluster));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, cluster);
  }

  @AfterEach
  void nothingReachedTheCluster_andOthersAreServed() throws Exception {
    assertThat(
            cluster.received(request -> request.isStatement() || request.isPoll()).stream()
                .map(ReceivedRequest::target))
        .isEmpty();
    try (var other = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
      assertThat(other.run("SELECT 1").rows()).isNotEmpty();
    }
    cluster.forget();
  }

  private static String unwritten(String text) {
    return text.replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\0", "\0")
        .replace("\\t", "\t")
        .replace("\\v", "\u000b")
        .replace("\\x7f", "\u007f");
  }

  private void isRefused(String bytes) throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.sendAll(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 1);
      var answer = client.answer();

      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.header("Connection")).contains("close");
      assertThat(answer.body()).contains("expected").hasSizeLessThan(300);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 8\\r\\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\\r\\nContent-Length: 8",
        "Content-Length: 0\\r\\nTransfer-Encoding: chunked",
        "Content-Length: 8\\r\\nContent-Length: 8",
        "Content-Length: 8\\r\\nContent-Length: 9",
        "Content-Length: 8\\r\\ncontent-length: 0",
        "Content-Length: 8, 8",
        "Content-Length: 8 8",
        "Content-Length: +8",
        "Content-Length: -1",
        "Content-Length: 0x8",
        "Content-Length: 8.0",
        "Content-Length: 99999999999999999999",
        "Content-Length: 18446744073709551624",
        "Content-Length:",
        "Content-Length : 8",
        "Content-Length\\t: 8",
        "Content-Length\\v: 8",
        "Transfer-Encoding : chunked\\r\\nContent-Length: 8",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\\r\\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: \\vchunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \\\"chunked\\\"",
        "Transfer-Encoding:",
        "Transfer-Encoding:\\tchunked\\r\\nContent-Length: 8",
        "Transfer-Encoding: CHUNKED\\r\\nContent-Length: 8",
        "Transfer-Encoding:\\r\\n chunked",
        "\\x7fTransfer-Encoding: chunked"
      })
  void framingThatCouldBeReadInTwoWays(String lines) throws IOException {
    isRefused(POST + "\r\nHost: h\r\n" + USER + "\r\n" + unwritten(lines) + "\r\n\r\n" + HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A: b\\r\\n folded",
        "X-A: b\\r\\n\\tfolded",
        " X-A: b",
        "X-A : b",
        "X-A",
        ": b",
        "X A: b",
        "X(A): b",
        "X-A: b\\nX-B: c",
        "X-A: b\\rX-B: c",
        "X-A: b\\r\\r\\nX-B: c",
        "X-A: b\\0c",
        "X-\\0A: b",
        "X-A: \\vb",
        "X-A: b\\x7f",
        "Host: other",
        "host: h"
      })
  void headersThatCouldBeReadInTwoWays(String lines) throws IOException {
    isRefused(
        "POST /v1/statement HTTP/1.1\r\nHost: h\r\n"
            + USER
            + "\r\n"
            + unwritten(lines)
            + "\r\nContent-Length: 8\r\n\r\nSELECT 1"
            + HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/v1/statement",
        "https://other/v1/statement",
        "h:80",
        "*",
        "v1/statement",
        "//other/v1/statement",
        "\\\\other\\v1\\statement",
        "/v1/../v1/statement",
        "/v1/./statement",
        "/v1/%2e%2e/v1/statement",
        "/v1/%2E./v1/statement",
        "/v1%2fstatement",
        "/v1%2Fstatement",
        "/v1%5cstatement",
        "/v1\\statement",
        "/v1;x=y/statement",
        "/v1/..;/v1/statement",
        "/v1/statement;x",
        "/v1/statement%00",
        "/v1/statement%0d%0aX:%20y",
        "/v1/%u002e%u002e/statement",
        "/v1/statement%",
        "/v1/statement#f",
        "/v1/state\\0ment",
        "/v1/state\\tment",
        "/v1/statement\\x7f"
      })
  void targetsThatCouldBeReadInTwoWays(String target) throws IOException {
    String text = target.equals("/v1\\statement") ? target : unwritten(target);
    isRefused(
        "POST "
            + text
            + " HTTP/1.1\r\nHost: h\r\n"
            + USER
            + "\r\nContent-Length: 8\r\n\r\nSELECT 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT h:443 HTTP/1.1\\r\\nHost: h:443\\r\\n\\r\\n",
        "OPTIONS * HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST  /v1/statement HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement  HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement\\tHTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1 \\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.2\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement http/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement\\r\\nHost: h\\r\\n\\r\\n",
        "PO(ST /v1/statement HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        " POST /v1/statement HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1\\nHost: h\\n\\n",
        "POST /v1/statement HTTP/1.1\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1\\r\\nHost:\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1\\r\\nHost: a, b\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1\\r\\nHost: user@h\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.1\\r\\nHost: h/x\\r\\n\\r\\n",
        "POST /v1/statement HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n"
      })
  void requestLines_andHosts_thatCouldBeReadInTwoWays(String bytes) throws IOException {
    isRefused(unwritten(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\\r\\n",
        "-1\\r\\n",
        "+8\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "0x8\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "\\r\\n",
        " 8\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8 \\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "ffffffffffffffff\\r\\n",
        "10000000000000008\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8\\rSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8\\r\\nSELECT 1\\n0\\r\\n\\r\\n",
        "8\\r\\nSELECT 1XX",
        "8\\r\\nSELECT 1\\r\\n0\\n\\n",
        "8\\r\\nSELECT 1\\r\\n0\\r\\nX: y\\n\\r\\n",
        "8\\r\\nSELECT 1\\r\\n0\\r\\nno trailer\\r\\n\\r\\n",
        "8\\r\\nSELECT 1\\r\\n0\\r\\n folded: x\\r\\n\\r\\n",
        "8;a\\nb\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8;a\\0b\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n",
        "8,a\\r\\nSELECT 1\\r\\n0\\r\\n\\r\\n"
      })
  void malformedChunks(String chunks) throws IOException {
    isRefused(
        POST
            + "\r\nHost: h\r\n"
            + USER
            + "\r\nTransfer-Encoding: chunked\r\n\r\n"
            + unwritten(chunks)
            + HIDDEN);
  }

  @Test
  void requestBehindAMalformedOne_isNotLookedAt() throws IOException {
    isRefused("GET /v1/info HTTP/1.1\r\nHost : h\r\n\r\n" + HIDDEN);
  }

  @Test
  void garbageBehindAWholeRequest_getsItsOwn400_afterTheAnswer() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.send("GET /v1/info HTTP/1.1\r\nHost: h\r\n\r\nGARBAGE\r\n\r\n" + HIDDEN);

      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void requestBehindTheLastOne_isNotLookedAt() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.send("GET /v1/info HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + HIDDEN);

      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void chunkExtensions_andTrailers_thatAreWellFormed_areTaken() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.send(
          POST
              + "\r\nHost: h\r\n"
              + USER
              + "\r\nTransfer-Encoding: Chunked\r\n\r\n"
              + "4;a=\"b\"\r\nSELE\r\n00004\r\nCT 1\r\n0;last\r\nX-Sum: 1\r\n\r\n");

      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(cluster.received(ReceivedRequest::isStatement).getLast().text())
        .isEqualTo("SELECT 1");
    assertThat(cluster.received(ReceivedRequest::isStatement).getLast().header("Content-Length"))
        .contains("8");
    cluster.forget();
  }

  /** However the bytes are cut, they are the same request. */
  @Test
  void bytesOneByOne_areUnderstoodAsWell() throws IOException {
    try (var client = new RawClient(broker.front())) {
      String request =
          POST
              + "\r\nHost: h\r\n"
              + USER
              + "\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nSELE\r\n4\r\nCT 1\r\n0\r\n\r\n";
      for (int i = 0; i < request.length(); i++) {
        client.send(request.substring(i, i + 1));
      }

      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(cluster.received(ReceivedRequest::isStatement)).hasSize(1);
    cluster.forget();
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.US_ASCII;
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

/** Requests that no broker should get, and old or odd ones that it must bear with. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  private static final int MAX_STATEMENT = 1 << 20;
  private static final int MAX_HEAD = 16 << 10;
  private static final String SETTINGS =
      "front: { host: 127.0.0.1, port: 0, maxStatementBytes: 1MiB, maxHeaderBytes: 16KiB,"
          + " clientIdle: 1s }";
  private static final String POST = "POST /v1/statement HTTP/1.1";
  private static final String USER = "X-Trino-User: alice";

  private final StandInCluster cluster = StandInCluster.builder().name("only-1").build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    broker = RunningBroker.start(folder, SETTINGS, "", in("adhoc", cluster));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, cluster);
  }

  /**
   * Whatever one client did, another one is served. A new one each time: a connection kept since
   * the last check may just be closed for being idle, as a second is the limit here.
   */
  @AfterEach
  void othersAreUndisturbed() throws Exception {
    try (var other = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
      assertThat(other.run("SELECT 1").rows().toString()).contains("only-1");
    }
    cluster.forget();
  }

  private RawClient client() throws IOException {
    return new RawClient(broker.front());
  }

  private int statements() {
    return cluster.received(ReceivedRequest::isStatement).size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/v1/statement/queued/none",
        "/v1/queryState/20261123_043710_00026_zzzzz"
      })
  void unknownPath_is404_inJson(String path) throws IOException {
    try (RawClient client = client()) {
      var answer = client.head("GET " + path + " HTTP/1.1", "Host: h").answer();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).contains("application/json");
      assertThat(answer.body()).startsWith("{\"error\":{\"status\":404,");
    }
  }

  @Test
  void nobody_getsTheChallengeOfACluster() throws IOException {
    try (RawClient client = client()) {
      var answer = client.head(POST, "Host: h", "Content-Length: 8").send("SELECT 1").answer();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).contains("Basic realm=\"Trino\"");
      assertThat(answer.body()).contains("X-Trino-User must be sent");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 0", "Transfer-Encoding: chunked", "X-Nothing: 1"})
  void emptyStatement_isItsClustersToRefuse(String framing) throws IOException {
    try (RawClient client = client()) {
      client.head(POST, "Host: h", USER, framing);
      if (framing.contains("chunked")) {
        client.send("0\r\n\r\n");
      }
      var answer = client.answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("Error 400 Bad Request: SQL statement is empty");
      assertThat(statements()).isOne();
    }
  }

  @Test
  void wrongMethod_is405_withTheRightOnes() throws IOException {
    try (RawClient client = client()) {
      var answer = client.head("GET /v1/statement HTTP/1.1", "Host: h").answer();

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).contains("POST, HEAD, OPTIONS");
      assertThat(client.head("PUT /v1/info/state HTTP/1.1", "Host: h").answer().header("Allow"))
          .contains("GET, HEAD, OPTIONS");
    }
  }

  @Test
  void longStatement_withItsLength_is413_atOnce() throws IOException {
    try (RawClient client = client()) {
      var answer =
          client.head(POST, "Host: h", USER, "Content-Length: " + (MAX_STATEMENT + 1)).answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("front.maxStatementBytes");
      assertThat(answer.header("Connection")).contains("close");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void longStatement_ofAClientThatReadsOnlyAtTheEnd_is413(boolean chunked) throws IOException {
    byte[] piece = "x".repeat(64 << 10).getBytes(US_ASCII);
    int pieces = 48;
    try (RawClient client = client()) {
      client.head(
          POST,
          "Host: h",
          USER,
          chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + piece.length * pieces);
      for (int i = 0; i < pieces; i++) {
        client.send(chunked ? "10000\r\n" : "").sendAll(piece, 1);
        client.send(chunked ? "\r\n" : "");
      }
      var answer = client.send(chunked ? "0\r\n\r\n" : "").answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(statements()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statementOfExactlyTheLongestLength_passes(boolean chunked) throws IOException {
    String sql = "SELECT 1 --" + "x".repeat(MAX_STATEMENT - 11);
    try (RawClient client = client()) {
      if (chunked) {
        client
            .head(POST, "Host: h", USER, "Transfer-Encoding: chunked")
            .send(Integer.toHexString(sql.length()) + "\r\n" + sql + "\r\n0\r\n\r\n");
      } else {
        client.head(POST, "Host: h", USER, "Content-Length: " + sql.length()).send(sql);
      }

      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(cluster.received(ReceivedRequest::isStatement).getLast().text()).isEqualTo(sql);
    }
  }

  @Test
  void headBeyondTheBound_is431() throws IOException {
    try (RawClient client = client()) {
      var answer =
          client.head(POST, "Host: h", USER, "X-Trino-Session: a=" + "x".repeat(MAX_HEAD)).answer();

      assertThat(answer.status()).isEqualTo(431);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void headOfManySmallLines_beyondTheBound_is431() throws IOException {
    try (RawClient client = client()) {
      var answer =
          client.head(POST, "Host: h", USER, "X-A: 1\r\n".repeat(3000) + "X-B: 1").answer();

      assertThat(answer.status()).isEqualTo(431);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE",
        "GET /v1/info",
        "GET  HTTP/1.1",
        "GET /v1/info HTTP/x.y",
        "GET /v1/info HTTP/3.0",
        "PRI * HTTP/2.0",
        "\u0000\u0001\u0002"
      })
  void malformedRequestLine_isRefused_andTheConnectionClosed(String line) throws IOException {
    try (RawClient client = client()) {
      var answer = client.head(line, "Host: h").answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void connectionThatStaysSilentInAHead_is408_andClosed() throws IOException {
    try (RawClient client = client()) {
      client.send(POST + "\r\nHost: h\r\nX-Trino-Us");

      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void bodyThatNeverComes_isGivenUp_andReachesNoCluster() throws IOException {
    try (RawClient client = client()) {
      client.head(POST, "Host: h", USER, "Content-Length: 100").send("SELECT 1");

      assertThat(client.isClosed()).isTrue();
    }
    assertThat(statements()).isZero();
  }

  @Test
  void oldClient_isServed_andItsConnectionClosed() throws IOException {
    try (RawClient client = client()) {
      var posted =
          client
              .head("POST /v1/statement HTTP/1.0", "Host: h", USER, "Content-Length: 8")
              .send("SELECT 1")
              .answer();

      assertThat(posted.status()).isEqualTo(200);
      assertThat(posted.header("Transfer-Encoding")).isEmpty();
      assertThat(posted.body()).contains("nextUri").endsWith("}");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void oldClient_thatKeepsItsConnection_mayKeepIt() throws IOException {
    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        var info =
            client.head("GET /v1/info HTTP/1.0", "Host: h", "Connection: keep-alive").answer();

        assertThat(info.status()).isEqualTo(200);
        assertThat(info.header("Connection")).contains("keep-alive");
      }
    }
  }

  @Test
  void clientThatWaitsForItsContinue_getsIt() throws IOException {
    try (RawClient client = client()) {
      client.head(POST, "Host: h", USER, "Content-Length: 8", "Expect: 100-continue");
      assertThat(client.answer().status()).isEqualTo(100);

      assertThat(client.send("SELECT 1").answer().status()).isEqualTo(200);
      assertThat(cluster.received(ReceivedRequest::isStatement).getLast().header("Expect"))
          .isEmpty();
    }
  }

  @Test
  void clientThatWaitsForItsContinue_isToldOfARefusalInstead() throws IOException {
    try (RawClient client = client()) {
      client.head(
          POST, "Host: h", USER, "Content-Length: " + (MAX_STATEMENT + 1), "Expect: 100-continue");

      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInTheirOrder() throws IOException {
    try (RawClient client = client()) {
      var all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append(POST).append("\r\nHost: h\r\n").append(USER);
        all.append("\r\nContent-Length: 8\r\n\r\nSELECT 1");
        all.append("GET /v1/info HTTP/1.1\r\nHost: h\r\n\r\n");
        all.append("GET /nothing-").append(i).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      client.send(all.toString());

      for (int i = 0; i < 20; i++) {
        var posted = client.answer();
        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.body()).contains("nextUri");
        assertThat(client.answer().body()).contains("nodeVersion");
        var unknown = client.answer();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("/nothing-" + i + " ");
      }
    }
  }

  @Test
  void headRequests_areAnsweredWithoutABody() throws IOException {
    try (RawClient client = client()) {
      var answer = client.head("HEAD /v1/info HTTP/1.1", "Host: h").answerWithoutBody();
      assertThat(answer.status()).isEqualTo(200);

      assertThat(client.head("GET /v1/info HTTP/1.1", "Host: h").answer().body())
          .contains("nodeVersion");
    }
  }

  @Test
  void bodyOfARefusedRequest_isNotReadAsTheNextRequest() throws IOException {
    String smuggled = "GET /v1/info HTTP/1.1\r\nHost: h\r\n\r\n";
    try (RawClient client = client()) {
      client
          .head("POST /nothing HTTP/1.1", "Host: h", "Content-Length: " + smuggled.length())
          .send(smuggled);
      assertThat(client.answer().status()).isEqualTo(404);

      assertThat(client.head("GET /nothing-else HTTP/1.1", "Host: h").answer().status())
          .isEqualTo(404);
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RawHttp2Client.DATA;
import static io.sluice.broker.running.RawHttp2Client.END_STREAM;
import static io.sluice.broker.running.RawHttp2Client.HEADERS;
import static io.sluice.broker.running.RawHttp2Client.RESET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests that pass while they come: broken, refused, with trailers. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamedRequestTest {
  private static final String QUERY = "/v1/query/20261123_043710_00026_e9qzz";
  private static final String PUT = "PUT " + QUERY + "/killed";
  private static final String POST = "POST /clusters/scripted/ui/login";
  private static final String EXTRA = "POST /extra/path";
  private static final String DONE = "HTTP/1.1 204 No Content\r\n\r\n";
  private static final String WITH_TRAILERS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
          + "5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n";

  private ScriptedCluster cluster;
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster = new ScriptedCluster();
    cluster.start();
    broker = cluster.broker(folder);
  }

  @AfterEach
  void behave() {
    cluster.answerEarly("");
  }

  @AfterAll
  void stop() throws IOException {
    broker.close();
    cluster.close();
  }

  private RawClient client() throws IOException {
    return new RawClient(broker.front());
  }

  /** Open when the cluster has seen a body break off; a body that comes whole fails the test. */
  private CountDownLatch brokenOff() {
    var broken = new CountDownLatch(1);
    cluster.answer("HTTP/1.1 200 Whole\r\nContent-Length: 0\r\n\r\n");
    cluster.onBrokenRequest(broken::countDown);
    return broken;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {PUT, POST, EXTRA})
  void malformedChunk_breaksTheClustersSideOff_andIs400(String request) throws Exception {
    CountDownLatch broken = brokenOff();
    try (RawClient client = client()) {
      client
          .head(request + " HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
          .send("5\r\nhello\r\n");
      await(cluster.bodyBegun());
      client.send("zz\r\n");

      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
    await(broken);
    assertThat(cluster.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {PUT, POST, EXTRA})
  void bodyThatEndsTooEarly_breaksTheClustersSideOff(String request) throws Exception {
    for (String framing : new String[] {"Transfer-Encoding: chunked", "Content-Length: 100"}) {
      CountDownLatch broken = brokenOff();
      try (RawClient client = client()) {
        client.head(request + " HTTP/1.1", "Host: h", framing).send("5\r\nhello\r\n");
        await(cluster.bodyBegun());
        client.finishSending();

        await(broken);
        assertThat(client.isClosed() || client.hasAnswer()).isTrue();
      }
      assertThat(cluster.requests()).as(framing).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PUT, POST, EXTRA})
  void trailers_reachTheCluster(String request) throws IOException {
    cluster.answer(DONE);
    try (RawClient client = client()) {
      client
          .head(request + " HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "Trailer: X-Sum")
          .send("5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");

      assertThat(client.answerWithoutBody().status()).isEqualTo(204);
    }
    assertThat(cluster.requests())
        .singleElement()
        .extracting(ScriptedCluster.Request::body)
        .isEqualTo("hello\nX-Sum: 42");
  }

  @Test
  void trailersOverHttp2_resetTheStream_breakTheClustersSideOff_andTheConnectionGoesOn()
      throws Exception {
    CountDownLatch broken = brokenOff();
    try (var client = new RawHttp2Client(broker)) {
      client.headers(0, 1, ":method=PUT|:scheme=http|:authority=h|:path=" + QUERY + "/killed");
      client.send(DATA, 0, 1, "hello".getBytes(ISO_8859_1));
      await(cluster.bodyBegun());
      client.headers(END_STREAM, 1, "x-sum=42");

      assertThat(client.await(RESET, HEADERS).type()).isEqualTo(RESET);
      await(broken);
      client.headers(END_STREAM, 3, ":method=GET|:scheme=http|:path=/v1/info|:authority=h");
      assertThat(client.await(HEADERS).stream()).isEqualTo(3);
    }
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void clientThatTakesTrailers_getsTheClusters() throws IOException {
    cluster.answer(WITH_TRAILERS);
    try (var socket = new Socket(broker.front().getHost(), broker.front().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + QUERY
                      + " HTTP/1.1\r\nHost: h\r\nTE: trailers\r\n"
                      + "Connection: TE, close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n")
          .endsWith("5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");
    }
    assertThat(cluster.requests().getFirst().head()).noneMatch(line -> line.startsWith("TE:"));
  }

  @Test
  void trailersOfACluster_reachAClientOfHttp2() throws IOException {
    cluster.answer(WITH_TRAILERS);
    try (var client = new RawHttp2Client(broker)) {
      client.headers(
          END_STREAM, 1, ":method=GET|:scheme=http|:authority=h|:path=" + QUERY + "|te=trailers");

      assertThat(client.await(HEADERS).flags() & END_STREAM).isZero();
      assertThat(client.await(DATA).payload()).isEqualTo("hello");
      RawHttp2Client.Frame trailers = client.await(HEADERS);
      assertThat(trailers.flags() & END_STREAM).isEqualTo(END_STREAM);
      client.headers(END_STREAM, 3, ":method=GET|:scheme=http|:path=/v1/info|:authority=h");
      assertThat(client.await(HEADERS).stream()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PUT, POST, EXTRA})
  void answerThatDoesNotWaitForTheBody_isTheClients_andItsConnectionGoesOn(String request)
      throws IOException {
    cluster.answerEarly("HTTP/1.1 413 Too Long\r\nContent-Length: 4\r\n\r\nlong");
    try (RawClient client = client()) {
      client.head(request + " HTTP/1.1", "Host: h", "Content-Length: 20000000");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("long");

      assertThat(client.sendAll(new byte[1_000_000], 20)).isTrue();
      assertThat(client.head("GET /v1/info HTTP/1.1", "Host: h").answer().status()).isEqualTo(200);
    }
  }
}

package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.sluice.broker.running.ScriptedCluster.Request;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the connections of both sides begin, wait and end. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String URI = "/v1/statement/executing/20261123_043710_00026_e9qzz/y0123/1";
  private static final String KILL = "/v1/query/20261123_043710_00026_e9qzz/killed";
  private static final String FORM = "/clusters/scripted/ui/login";
  private static final String POLL = "GET " + URI + " HTTP/1.1";
  private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage";
  private static final int POLLS = 1000;

  private ScriptedCluster cluster;
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster = new ScriptedCluster();
    cluster.start();
    broker = cluster.broker(folder);
  }

  @AfterAll
  void stop() throws IOException {
    broker.close();
    cluster.close();
  }

  private RawClient client() throws IOException {
    return new RawClient(broker.front());
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  /** Other tests here break connections, which takes a cluster out for a moment. */
  private void awaitHealthy() throws Exception {
    try (var admin = new AdminClient(broker.admin())) {
      JsonNode view =
          admin.await(
              "/api/v1/clusters/scripted", now -> now.path("state").asText().equals("HEALTHY"));
      assertThat(view.path("state").asText()).isEqualTo("HEALTHY");
    }
  }

  @Test
  void requestsOfOneClient_shareOneConnectionToTheCluster() throws IOException {
    cluster.answer(PAGE);
    try (RawClient client = client()) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.head(POLL, "Host: h").answer().body()).isEqualTo("page");
      }
    }

    assertThat(cluster.requests()).hasSize(50);
    assertThat(cluster.requests().stream().map(Request::connection).distinct()).hasSize(1);
  }

  /** Answers one request, then takes no other on that connection, as a server that was idle. */
  private void answerOnceAConnection(AtomicInteger refused) {
    var first = new AtomicInteger();
    cluster.play((request, wire) -> {
      first.compareAndSet(0, request.connection());
      if (request.connection() == first.get() && cluster.requests().size() > 1) {
        refused.incrementAndGet();
        wire.hangUp();
      } else {
        wire.write(PAGE);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + URI, "DELETE " + URI, "OPTIONS " + URI, "PUT " + KILL})
  void staleConnection_ofARequestThatDoesTheSameTwice_isTriedAgain(String request)
      throws IOException {
    var refused = new AtomicInteger();
    answerOnceAConnection(refused);
    try (RawClient client = client()) {
      assertThat(client.head(POLL, "Host: h").answer().status()).isEqualTo(200);

      var answer = client.head(request + " HTTP/1.1", "Host: h").answer();

      assertThat(answer.body()).isEqualTo("page");
    }
    assertThat(refused).hasValue(1);
    assertThat(cluster.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST " + FORM, "PUT " + KILL})
  void staleConnection_ofABodyThatHasPassed_isAnError(String request) throws IOException {
    var refused = new AtomicInteger();
    answerOnceAConnection(refused);
    try (RawClient client = client()) {
      assertThat(client.head(POLL, "Host: h").answer().status()).isEqualTo(200);

      var answer =
          client.head(request + " HTTP/1.1", "Host: h", "Content-Length: 4").send("body").answer();

      assertThat(answer.status()).isEqualTo(503);
    }
    assertThat(refused).hasValue(1);
    assertThat(cluster.requests()).hasSize(2);
  }

  @Test
  void staleConnection_ofAPost_isAnError_evenWithoutABody() throws IOException {
    var refused = new AtomicInteger();
    answerOnceAConnection(refused);
    try (RawClient client = client()) {
      assertThat(client.head(POLL, "Host: h").answer().status()).isEqualTo(200);

      assertThat(client.head("POST " + FORM + " HTTP/1.1", "Host: h").answer().status())
          .isEqualTo(503);
    }
    assertThat(refused).hasValue(1);
    assertThat(cluster.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        POLL + "\r\nHost: h\r\n\r\n",
        "POST /v1/statement HTTP/1.1\r\nHost: h\r\nX-Trino-User: alice\r\nContent-Length: 8\r\n"
            + "\r\nSELECT 1"
      })
  void clientThatLeavesBeforeTheAnswer_endsTheClustersSide(String request) throws Exception {
    var arrived = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    cluster.play((_, wire) -> {
      arrived.countDown();
      wire.awaitEnd();
      ended.countDown();
      wire.hangUp();
    });
    awaitHealthy();
    try (RawClient client = client()) {
      client.send(request);
      await(arrived);
    }

    await(ended);
    assertThat(cluster.requests()).hasSize(1);
  }

  @Test
  void cancelByWholeUrl_asOneClientSendsIt_passes_whereItNamesTheHostOfTheRequest()
      throws Exception {
    cluster.answer("HTTP/1.1 204 No Content\r\n\r\n");
    awaitHealthy();
    try (RawClient client = client()) {
      var answer = client.head("DELETE http://h" + URI + " HTTP/1.1", "Host: h").answer();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(cluster.requests().getFirst().start()).isEqualTo("DELETE " + URI + " HTTP/1.1");
    }
    try (RawClient client = client()) {
      var answer = client.head("DELETE http://other" + URI + " HTTP/1.1", "Host: h").answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(cluster.requests()).hasSize(1);
    }
  }

  @Test
  void clientThatLeavesInTheMiddleOfItsBody_endsTheClustersSide() throws Exception {
    var ended = new CountDownLatch(1);
    cluster.play((_, _) -> {
      throw new IOException("the whole body came");
    });
    cluster.onBrokenRequest(ended::countDown);
    try (RawClient client = client()) {
      client.head("PUT " + KILL + " HTTP/1.1", "Host: h", "Content-Length: 100000").send("begun");
      await(cluster.bodyBegun());
    }

    await(ended);
    assertThat(cluster.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void slowReader_boundsWhatTheClusterMaySend(boolean chunked) throws Exception {
    int piece = 64 << 10;
    int pieces = 1024;
    var sent = new AtomicInteger();
    var whole = new CountDownLatch(1);
    cluster.play((_, wire) -> {
      wire.socket().setSendBufferSize(piece);
      wire.write(
          "HTTP/1.1 200 OK\r\n"
              + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + piece * pieces)
              + "\r\n\r\n");
      byte[] bytes = ("10000\r\n" + "x".repeat(piece) + "\r\n").getBytes(ISO_8859_1);
      for (int i = 0; i < pieces; i++) {
        wire.socket()
            .getOutputStream()
            .write(bytes, chunked ? 0 : 7, chunked ? bytes.length : piece);
        sent.incrementAndGet();
      }
      wire.write(chunked ? "0\r\n\r\n" : "");
      whole.countDown();
    });

    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(piece);
      socket.connect(new InetSocketAddress(broker.front().getHost(), broker.front().getPort()));
      socket
          .getOutputStream()
          .write((POLL + "\r\nHost: h\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().read()).isEqualTo('H');

      // Sockets of a kernel that tunes their buffers hold some MiB each; a broker's heap none.
      assertThat(whole.await(1, TimeUnit.SECONDS)).isFalse();
      assertThat(sent.get()).isLessThan(pieces / 2);
      assertThat(socket.getInputStream().readAllBytes().length).isGreaterThan(piece * pieces);
      await(whole);
    }
  }

  @Test
  void thousandIdlePolls_holdNoThreads(@TempDir Path folder) throws Exception {
    try (var held = new HeldPolls(POLLS);
        RunningBroker crowded = held.broker(folder.resolve("broker"))) {
      // Asks for the query's owner, once, on a thread of its own.
      try (var first = new RawClient(crowded.front())) {
        held.letThrough();
        assertThat(first.head(POLL, "Host: h").answer().status()).isEqualTo(200);
      }
      held.hold();
      Threads before = Threads.now(folder.resolve("before"));
      var clients = new ArrayList<SocketChannel>();
      try {
        for (int i = 0; i < POLLS; i++) {
          clients.add(poll(crowded));
        }
        assertThat(held.awaitHeld(PATIENCE)).isTrue();

        Threads during = Threads.now(folder.resolve("during"));
        assertThat(during.platform() - before.platform()).isLessThan(10);
        assertThat(during.virtual() - before.virtual()).isLessThan(10);

        held.letThrough();
        for (SocketChannel client : clients) {
          ByteBuffer answer = ByteBuffer.allocate(PAGE.length());
          while (answer.hasRemaining() && client.read(answer) >= 0) {
            // More is to come.
          }
          assertThat(new String(answer.array(), ISO_8859_1)).isEqualTo(PAGE);
        }
      } finally {
        for (SocketChannel client : clients) {
          client.close();
        }
      }
    }
  }

  private static SocketChannel poll(RunningBroker broker) throws IOException {
    SocketChannel channel =
        SocketChannel.open(
            new InetSocketAddress(broker.front().getHost(), broker.front().getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap((POLL + "\r\nHost: h\r\n\r\n").getBytes(ISO_8859_1)));
    return channel;
  }

  /** Threads of this JVM: those of broker, clients and clusters. */
  private record Threads(long platform, long virtual) {
    static Threads now(Path dump) throws IOException {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
      List<String> lines = Files.readAllLines(dump);
      return new Threads(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          lines.stream().filter(line -> line.contains("\"virtual\": true")).count());
    }
  }
}

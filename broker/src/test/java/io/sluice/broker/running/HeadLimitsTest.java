package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large heads pass in both directions, and neither they nor slow ones hinder others. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeadLimitsTest {
  private static final int MIB = 1 << 20;
  private static final String POST = "POST /v1/statement HTTP/1.1";
  private static final String USER = "X-Trino-User: alice";
  private static final String PREPARED = "X-Trino-Prepared-Statement: p=";

  private final StandInCluster cluster = StandInCluster.builder().name("only-1").build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    broker =
        RunningBroker.start(
            folder,
            "front: { host: 127.0.0.1, port: 0, headerMemory: 32MiB, resubmitMemory: 0B }",
            "",
            in("adhoc", cluster));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, cluster);
  }

  @AfterEach
  void behave() {
    cluster.behave();
    cluster.forget();
  }

  @Test
  void requestOfAlmostTwoMebibytesOfHeaders_passes_againAndAgain() throws IOException {
    sendLargeHeads();
  }

  private void sendLargeHeads() throws IOException {
    String value = "x".repeat(1_990_000);
    try (var client = new RawClient(broker.front())) {
      for (int i = 0; i < 20; i++) {
        client.head(POST, "Host: h", USER, PREPARED + value, "Content-Length: 8").send("SELECT 1");

        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
    assertThat(
            cluster
                .received(ReceivedRequest::isStatement)
                .getLast()
                .header("X-Trino-Prepared-Statement")
                .orElseThrow())
        .isEqualTo("p=" + value);
  }

  @Test
  void answerOfAlmostTwoMebibytesOfHeaders_passes() throws Exception {
    String value = "p=" + "y".repeat(1_990_000);
    String poll = firstPoll();
    cluster.misbehave(
        ReceivedRequest::isPoll,
        new Misbehaviour.Canned(
            200, List.of(new ReceivedRequest.Header("X-Trino-Added-Prepare", value)), "{}"));
    try (var client = new RawClient(broker.front())) {
      var answer = client.head("GET " + poll + " HTTP/1.1", "Host: h").answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("X-Trino-Added-Prepare").orElseThrow().equals(value)).isTrue();
    }
  }

  /** Polling again would bring it again, so it is no answer that clients poll again after. */
  @Test
  void answerBeyondTheBound_isAnErrorThatNamesTheKey() throws Exception {
    String poll = firstPoll();
    cluster.misbehave(
        ReceivedRequest::isPoll,
        new Misbehaviour.Canned(
            200, List.of(new ReceivedRequest.Header("X-Large", "z".repeat(3 * MIB))), "{}"));
    try (var client = new RawClient(broker.front())) {
      var answer = client.head("GET " + poll + " HTTP/1.1", "Host: h").answer();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("only-1", "front.maxHeaderBytes");
    }
  }

  private String firstPoll() throws Exception {
    try (var client = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
      return URI.create(client.begin("SELECT 1").path("nextUri").asText()).getRawPath();
    }
  }

  /** A client that sends on gets to read why nobody listens. */
  @Test
  void headBeyondTheBound_is431_alsoForAClientThatReadsOnlyAtTheEnd() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.send(POST + "\r\nHost: h\r\n");
      client.sendAll(("X-A: " + "x".repeat(MIB) + "\r\n").getBytes(US_ASCII), 8);
      var answer = client.answer();

      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.body()).contains("front.maxHeaderBytes");
      assertThat(client.isClosed()).isTrue();
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void aThousandUnfinishedLargeHeads_stayWithinTheBound_whileOthersAreServed() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    byte[] start = (POST + "\r\nHost: h\r\n" + USER + "\r\n" + PREPARED).getBytes(US_ASCII);
    byte[] piece = "z".repeat(190_000).getBytes(US_ASCII);
    long before = liveHeap();
    try (var other = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
      for (int i = 0; i < 1000; i++) {
        var socket = new Socket(broker.front().getHost(), broker.front().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(start);
        sockets.add(socket);
      }
      for (int round = 0; round < 10; round++) {
        for (Socket socket : sockets) {
          sendWhatIsTaken(socket, piece);
        }
        assertThat(other.run("SELECT 1").rows()).isNotEmpty();
        assertThat(liveHeap() - before).isLessThan(128L * MIB);
      }
      long refused = sockets.stream().filter(HeadLimitsTest::saysTryAgain).count();
      assertThat(refused).isBetween(950L, 1000L);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    sendLargeHeads();
  }

  /** HttpCore's buffers grow with a head and never shrink, so connections that had one go. */
  @Test
  void buffersOfLargeHeads_areNotKept() throws Exception {
    String value = "x".repeat(1_900_000);
    String poll = firstPoll();
    cluster.misbehave(
        ReceivedRequest::isPoll,
        new Misbehaviour.Canned(
            200, List.of(new ReceivedRequest.Header("X-Trino-Added-Prepare", value)), "{}"));
    List<RawClient> clients = new ArrayList<>();
    long before = liveHeap();
    try {
      for (int i = 0; i < 30; i++) {
        var client = new RawClient(broker.front());
        clients.add(client);
        client.head("GET " + poll + " HTTP/1.1", "Host: h", PREPARED + value);
        assertThat(client.answer().status()).isEqualTo(200);
        cluster.forget();
      }

      assertThat(liveHeap() - before).isLessThan(16L * MIB);
    } finally {
      clients.forEach(RunningBroker::closeAll);
    }
  }

  private static void sendWhatIsTaken(Socket socket, byte[] piece) throws IOException {
    try {
      socket.getOutputStream().write(piece);
    } catch (SocketException e) {
      // Refused before; what it was told is still to be read.
      return;
    }
  }

  private static boolean saysTryAgain(Socket socket) {
    try {
      if (socket.getInputStream().available() == 0) {
        return false;
      }
      String said = new String(socket.getInputStream().readNBytes(200), US_ASCII);
      return said.startsWith("HTTP/1.1 503") && said.contains("Retry-After");
    } catch (IOException e) {
      // The connection was reset: no answer is left.
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P", "POST /v1/sta", POST + "\r\nHost: h\r\n"})
  void headThatDribbles_is408(String start, @TempDir Path folder) throws Exception {
    String settings = "front: { host: 127.0.0.1, port: 0, headTimeout: 1s }";
    try (var slow = RunningBroker.start(folder, settings, "", in("adhoc", cluster));
        var client = new RawClient(slow.front())) {
      client.send(start);
      URI elsewhere = slow.front();
      // Each question to another connection takes a while, and then comes one more byte.
      boolean answered = false;
      for (int i = 0; i < 100_000 && !answered; i++) {
        try (var other = new RawClient(elsewhere)) {
          assertThat(other.head("GET /v1/info HTTP/1.1", "Host: h").answer().status())
              .isEqualTo(200);
        }
        answered = !client.sendAll("x".getBytes(US_ASCII), 1) || client.hasAnswer();
      }

      assertThat(client.answer().status()).isEqualTo(408);
    }
  }
}

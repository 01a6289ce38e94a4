package io.sluice.broker.running;

import static io.sluice.broker.running.RawHttp2Client.DATA;
import static io.sluice.broker.running.RawHttp2Client.END_STREAM;
import static io.sluice.broker.running.RawHttp2Client.GOAWAY;
import static io.sluice.broker.running.RawHttp2Client.HEADERS;
import static io.sluice.broker.running.RawHttp2Client.RESET;
import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.SocketException;
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

/** HTTP/2 without TLS, frame by frame: what passes, and what must not. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PriorKnowledgeTest {
  private static final String POST =
      ":method=POST|:scheme=http|:path=/v1/statement|:authority=h|x-trino-user=alice";

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
  void forget() {
    cluster.forget();
  }

  /** Of the static table's statuses, 200 has index 8 and 400 has index 12. */
  private static int status(RawHttp2Client.Frame headers) {
    return switch (headers.payload().charAt(0)) {
      case 0x88 -> 200;
      case 0x8c -> 400;
      default -> 0;
    };
  }

  @Test
  void statement_passes_alsoWhenItComesInPieces() throws IOException {
    try (var client = new RawHttp2Client(broker)) {
      client.headers(0, 1, POST + "|content-length=8|cookie=a=1|cookie=b=2");
      client.send(DATA, 0, 1, "SELE".getBytes(ISO_8859_1));
      client.send(DATA, END_STREAM, 1, "CT 1".getBytes(ISO_8859_1));

      assertThat(status(client.await(HEADERS))).isEqualTo(200);
      assertThat(client.await(DATA).payload()).contains("nextUri");
    }
    ReceivedRequest received = cluster.received(ReceivedRequest::isStatement).getLast();
    assertThat(received.text()).isEqualTo("SELECT 1");
    assertThat(received.headers("Host")).containsExactly("h");
    assertThat(received.headers("Cookie")).containsExactly("a=1; b=2");
  }

  @Test
  void framesOfUnknownTypes_areIgnored() throws IOException {
    try (var client = new RawHttp2Client(broker)) {
      client.send(0x0c, 0, 0, new byte[100]).send(0xf0, 0xff, 1, new byte[0]);
      client.headers(END_STREAM, 1, ":method=GET|:scheme=http|:path=/v1/info|:authority=h");

      assertThat(status(client.await(HEADERS))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection=close",
        "transfer-encoding=chunked",
        "keep-alive=1",
        "upgrade=h2c",
        "te=gzip",
        "X-Upper=1",
        "x a=1",
        "x-a=b\r\nx-b: c",
        "x-a=b\nc",
        "x-a=b\0c",
        "host=other",
        "content-length=7",
        "content-length=9",
        "content-length=+8",
        "content-length=8|content-length=8",
        ":path=/v1/statement"
      })
  void headersThatHttp1CouldReadInAnotherWay_reachNoCluster(String header) throws IOException {
    isRefused(POST + "|" + header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":path=v1/statement",
        ":path=*",
        ":path=",
        ":path=//other/v1/statement",
        ":path=/v1/../v1/statement",
        ":path=/v1%2fstatement",
        ":path=/v1/statement HTTP/1.1\r\nx: y",
        ":method=PO ST",
        ":scheme=ftp",
        ":authority=user@h",
        ":authority=h/x"
      })
  void pseudoHeadersThatHttp1CouldReadInAnotherWay_reachNoCluster(String header)
      throws IOException {
    String name = header.substring(0, header.indexOf('=', 1));
    isRefused(POST.replaceFirst(name + "=[^|]*", header.replace("\\", "\\\\")));
  }

  private void isRefused(String headers) throws IOException {
    try (var client = new RawHttp2Client(broker)) {
      client.headers(0, 1, headers);
      client.send(DATA, END_STREAM, 1, "SELECT 1".getBytes(ISO_8859_1));

      RawHttp2Client.Frame answer = client.await(HEADERS, RESET, GOAWAY);
      assertThat(answer.type() != HEADERS || status(answer) == 400).isTrue();
    }
    assertThat(cluster.received(ReceivedRequest::isStatement)).isEmpty();
  }

  @Test
  void endlessResets_endTheConnection_andOthersAreServed() throws Exception {
    try (var client = new RawHttp2Client(broker);
        var other = new StatementClient(broker.front(), "X-Trino-User", "bob")) {
      try {
        for (int stream = 1; stream < 20_000; stream += 2) {
          client.headers(END_STREAM, stream, ":method=GET|:scheme=http|:path=/v1/x|:authority=h");
          client.send(RESET, 0, stream, new byte[] {0, 0, 0, 8});
        }
      } catch (SocketException e) {
        // Ended while it was sending: as it should be.
        assertThat(e).hasMessageNotContaining("timed out");
      }
      assertThat(client.isSentAway()).isTrue();
      assertThat(other.run("SELECT 1").rows()).isNotEmpty();
    }
  }

  private static final String INFO = ":method=GET|:scheme=http|:path=/v1/info|:authority=h";

  @Test
  void trailersOfAStatement_resetItsStream_andReachNoCluster() throws IOException {
    try (var client = new RawHttp2Client(broker)) {
      client.headers(0, 1, POST).send(DATA, 0, 1, "SELECT 1".getBytes(ISO_8859_1));
      client.headers(END_STREAM, 1, "x-sum=42");

      // HTTP_1_1_REQUIRED: there trailers pass.
      assertThat(client.await(RESET, HEADERS).payload()).isEqualTo("\0\0\0\r");
      client.headers(END_STREAM, 3, INFO);
      assertThat(status(client.await(HEADERS))).isEqualTo(200);
    }
    assertThat(cluster.received(ReceivedRequest::isStatement)).isEmpty();
  }

  @Test
  void trailersBehindTheAnswer_areDropped_andTheConnectionGoesOn() throws IOException {
    try (var client = new RawHttp2Client(broker)) {
      client.headers(0, 1, INFO);
      assertThat(status(client.await(HEADERS))).isEqualTo(200);
      client.await(DATA);
      client.headers(END_STREAM, 1, "x-sum=42").headers(END_STREAM, 3, INFO);

      RawHttp2Client.Frame next = client.await(HEADERS);
      assertThat(next.stream()).isEqualTo(3);
      assertThat(status(next)).isEqualTo(200);
    }
  }

  @Test
  void stop_saysGoAway(@TempDir Path folder) throws IOException {
    RunningBroker stopping = RunningBroker.start(folder, "", "", in("adhoc", cluster));
    try (var client = new RawHttp2Client(stopping)) {
      client.headers(END_STREAM, 1, ":method=GET|:scheme=http|:path=/v1/info|:authority=h");
      assertThat(status(client.await(HEADERS))).isEqualTo(200);

      stopping.close();

      assertThat(client.isSentAway()).isTrue();
    } finally {
      stopping.close();
    }
  }
}

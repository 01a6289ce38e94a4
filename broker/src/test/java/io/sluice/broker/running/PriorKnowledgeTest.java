package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
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
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
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

  private record Frame(int type, int flags, int stream, String payload) {}

  /** A client that sends what a test wants. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    Client(RunningBroker broker) throws IOException {
      socket = new Socket(broker.front().getHost(), broker.front().getPort());
      socket.setSoTimeout(20_000);
      in = new DataInputStream(socket.getInputStream());
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
      send(SETTINGS, 0, 0, new byte[0]);
    }

    Client send(int type, int flags, int stream, byte[] payload) throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
      frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
      socket.getOutputStream().write(frame.array());
      return this;
    }

    /** Headers as {@code name=value|name=value}, uncompressed. */
    Client headers(int flags, int stream, String headers) throws IOException {
      var block = new ByteArrayOutputStream();
      for (String header : headers.split("\\|", -1)) {
        int equals = header.indexOf('=');
        block.write(0);
        literal(block, header.substring(0, equals));
        literal(block, header.substring(equals + 1));
      }
      return send(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
    }

    private static void literal(ByteArrayOutputStream block, String text) {
      assertThat(text.length()).isLessThan(127);
      block.write(text.length());
      block.writeBytes(text.getBytes(ISO_8859_1));
    }

    private Frame read() throws IOException {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      String payload = new String(in.readNBytes(lengthAndType >>> 8), ISO_8859_1);
      return new Frame(lengthAndType & 0xff, flags, stream, payload);
    }

    /** The first frame of one of these types. */
    Frame await(int... types) throws IOException {
      while (true) {
        Frame frame = read();
        for (int type : types) {
          if (frame.type() == type) {
            return frame;
          }
        }
      }
    }

    /** Whether the broker says GOAWAY, or just ends the connection. */
    boolean isSentAway() throws IOException {
      try {
        return await(GOAWAY).type() == GOAWAY;
      } catch (SocketException | EOFException e) {
        // The connection was ended before its goodbye could be read.
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Of the static table's statuses, 200 has index 8 and 400 has index 12. */
  private static int status(Frame headers) {
    return switch (headers.payload().charAt(0)) {
      case 0x88 -> 200;
      case 0x8c -> 400;
      default -> 0;
    };
  }

  @Test
  void statement_passes_alsoWhenItComesInPieces() throws IOException {
    try (var client = new Client(broker)) {
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
    try (var client = new Client(broker)) {
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
    try (var client = new Client(broker)) {
      client.headers(0, 1, headers);
      client.send(DATA, END_STREAM, 1, "SELECT 1".getBytes(ISO_8859_1));

      Frame answer = client.await(HEADERS, RESET, GOAWAY);
      assertThat(answer.type() != HEADERS || status(answer) == 400).isTrue();
    }
    assertThat(cluster.received(ReceivedRequest::isStatement)).isEmpty();
  }

  @Test
  void endlessResets_endTheConnection_andOthersAreServed() throws Exception {
    try (var client = new Client(broker);
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

  @Test
  void stop_saysGoAway(@TempDir Path folder) throws IOException {
    RunningBroker stopping = RunningBroker.start(folder, "", "", in("adhoc", cluster));
    try (var client = new Client(stopping)) {
      client.headers(END_STREAM, 1, ":method=GET|:scheme=http|:path=/v1/info|:authority=h");
      assertThat(status(client.await(HEADERS))).isEqualTo(200);

      stopping.close();

      assertThat(client.isSentAway()).isTrue();
    } finally {
      stopping.close();
    }
  }
}

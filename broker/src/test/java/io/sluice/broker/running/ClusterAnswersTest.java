package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever form a cluster's answer has in HTTP, its client gets what it means. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterAnswersTest {
  private static final String POLL =
      "/v1/statement/executing/20261123_043710_00026_e9qzz/y0123/1 HTTP/1.1";
  private static final String KILL = "/v1/query/20261123_043710_00026_e9qzz/killed HTTP/1.1";
  private static final int LARGE = 8 << 20;

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

  /** All bytes that come back for one request, to the end of the connection. */
  private String everything(String... head) throws IOException {
    try (var socket = new Socket(broker.front().getHost(), broker.front().getPort())) {
      String lines = String.join("\r\n", head) + "\r\nHost: h\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(lines.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static byte[] coded(String coding) throws IOException {
    var random = new Random(1);
    byte[] plain = new byte[LARGE];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) ('a' + random.nextInt(16));
    }
    return switch (coding) {
      case "gzip" -> {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
          gzip.write(plain);
        }
        yield bytes.toByteArray();
      }
      case "zstd" -> {
        var compressor = new ZstdCompressor();
        byte[] bytes = new byte[compressor.maxCompressedLength(plain.length)];
        yield Arrays.copyOf(
            bytes, compressor.compress(plain, 0, plain.length, bytes, 0, bytes.length));
      }
      case "lz4" -> {
        var compressor = new Lz4Compressor();
        byte[] bytes = new byte[compressor.maxCompressedLength(plain.length)];
        yield Arrays.copyOf(
            bytes, compressor.compress(plain, 0, plain.length, bytes, 0, bytes.length));
      }
      default -> {
        random.nextBytes(plain);
        yield plain;
      }
    };
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }

  /** In chunks of all sizes from one byte on. */
  private static void writeChunks(byte[] body, ScriptedCluster.Wire wire) throws IOException {
    var chunks = new ByteArrayOutputStream();
    int size = 1;
    for (int at = 0; at < body.length; at += size, size = size * 3 % 50_021) {
      int length = Math.min(size, body.length - at);
      chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
      chunks.write(body, at, length);
      chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    chunks.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    wire.write(chunks.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, application/json, false",
    "gzip, application/json, true",
    "zstd, application/json, false",
    "zstd, application/json, true",
    "lz4, application/json, false",
    "lz4, application/json, true",
    "none, application/octet-stream, false",
    "none, application/octet-stream, true"
  })
  void largeBody_hasTheSameDigest_whateverItsCodings(String coding, String type, boolean chunked)
      throws IOException {
    byte[] body = coded(coding);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s"
            .formatted(type, coding.equals("none") ? "" : "Content-Encoding: " + coding + "\r\n");
    cluster.play((_, wire) -> {
      if (chunked) {
        wire.write(head + "Transfer-Encoding: chunked\r\n\r\n");
        writeChunks(body, wire);
      } else {
        wire.write(head + "Content-Length: " + body.length + "\r\n\r\n");
        wire.write(body);
      }
    });

    try (RawClient client = client()) {
      var answer = client.head("GET " + POLL, "Host: h").answer();

      assertThat(answer.header("Content-Encoding").orElse("none")).isEqualTo(coding);
      assertThat(answer.header("Content-Type")).contains(type);
      assertThat(sha256(answer.body().getBytes(ISO_8859_1))).isEqualTo(sha256(body));
    }
  }

  @Test
  void answerThatEndsItsConnection_leavesTheClientsOpen() throws IOException {
    cluster.play((_, wire) -> {
      wire.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end");
      wire.hangUp();
    });

    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        var answer = client.head("GET " + POLL, "Host: h").answer();
        assertThat(answer.body()).isEqualTo("to the end");
        assertThat(answer.header("Connection")).isEmpty();
      }
    }
    assertThat(cluster.requests().stream().map(ScriptedCluster.Request::connection).distinct())
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\nX-Old: yes\r\n\r\nas ever",
        "HTTP/1.0 200 OK\r\nX-Old: yes\r\nContent-Length: 7\r\n\r\nas ever"
      })
  void answerOfAnOldServer_isOneOfHttp11(String bytes) throws IOException {
    cluster.play((_, wire) -> {
      wire.write(bytes);
      wire.hangUp();
    });

    try (RawClient client = client()) {
      for (int i = 0; i < 2; i++) {
        var answer = client.head("GET " + POLL, "Host: h").answer();
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.header("X-Old")).contains("yes");
        assertThat(answer.body()).isEqualTo("as ever");
      }
    }
  }

  @Test
  void interimAnswers_concernOneConnectionOnly() throws IOException {
    cluster.answer(
        """
        HTTP/1.1 100 Continue\r
        \r
        HTTP/1.1 103 Early Hints\r
        Link: </style.css>\r
        \r
        HTTP/1.1 200 OK\r
        Content-Length: 4\r
        \r
        done\
        """);

    assertThat(everything("GET " + POLL))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | HTTP/1.1 204 No Content",
        "DELETE | HTTP/1.1 204 No Content\\r\\nX-Deleted: 1",
        "GET    | HTTP/1.1 304 Not Modified\\r\\nETag: \"1\"",
        "GET    | HTTP/1.1 304 Not Modified\\r\\nContent-Length: 500",
        "HEAD   | HTTP/1.1 200 OK\\r\\nContent-Length: 500",
        "HEAD   | HTTP/1.1 404 Not Found\\r\\nContent-Type: text/plain"
      })
  void answerWithoutABody_hasNone_andTheConnectionGoesOn(String method, String head)
      throws IOException {
    String wanted = head.replace("\\r\\n", "\r\n");
    cluster.answer(wanted + "\r\n\r\n");

    assertThat(everything(method + " " + POLL)).isEqualTo(wanted + "\r\nConnection: close\r\n\r\n");
    cluster.answer(wanted + "\r\n\r\n");
    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        var answer = client.head(method + " " + POLL, "Host: h").answerWithoutBody();
        assertThat(answer.statusLine()).isEqualTo(wanted.split("\r\n", 2)[0]);
      }
    }
    assertThat(cluster.requests().stream().map(ScriptedCluster.Request::connection).distinct())
        .as("connections of three requests")
        .hasSize(1);
  }

  @Test
  void trailers_ofAnAnswer_pass() throws IOException {
    cluster.answer(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum, X-Rows\r\n\r\n"
            + "5\r\nhello\r\n0\r\nX-Sum: 42\r\nX-Rows: 7\r\n\r\n");

    assertThat(everything("GET " + POLL))
        .startsWith("HTTP/1.1 200 OK\r\nTrailer: X-Sum, X-Rows\r\n")
        .endsWith("5\r\nhello\r\n0\r\nX-Sum: 42\r\nX-Rows: 7\r\n\r\n");
  }

  @Test
  void trailers_ofARequest_pass() throws IOException {
    cluster.answer("HTTP/1.1 204 No Content\r\n\r\n");
    try (RawClient client = client()) {
      client
          .head("PUT " + KILL, "Host: h", "Transfer-Encoding: chunked", "Trailer: X-Sum")
          .send("5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");

      assertThat(client.answerWithoutBody().status()).isEqualTo(204);
    }
    assertThat(cluster.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.head()).contains("Trailer: X-Sum");
          assertThat(request.body()).isEqualTo("hello\nX-Sum: 42");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "429 Too Many Requests",
        "502 Bad Gateway",
        "503 Slow Down",
        "504 Gateway Timeout"
      })
  void refusalOfACluster_passesWithItsRetryAfter(String status) throws IOException {
    cluster.answer("HTTP/1.1 " + status + "\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nwait");

    assertThat(everything("GET " + POLL))
        .isEqualTo(
            "HTTP/1.1 "
                + status
                + "\r\nRetry-After: 7\r\nContent-Length: 4\r\nConnection: close\r\n\r\nwait");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirect_isTheClientsToFollow(int status) throws IOException {
    cluster.answer(
        "HTTP/1.1 " + status + " \r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n");

    assertThat(everything("GET " + POLL))
        .isEqualTo(
            "HTTP/1.1 "
                + status
                + " \r\n"
                + "Location: http://elsewhere/\r\n"
                + "Content-Length: 0\r\n"
                + "Connection: close\r\n\r\n");
    assertThat(cluster.requests()).hasSize(1);
  }

  @Test
  void headersOfAnyBytes_passInTheirOrderAndCase() throws IOException {
    List<String> odd =
        List.of(
            "x-LOWER-Upper: 1", "X-Twice: b", "X-Bytes: \u00e9\u00ff~", "X-Twice: a", "X-Empty: ");
    cluster.answer(
        "HTTP/1.1 200 Fine\r\n" + String.join("\r\n", odd) + "\r\nContent-Length: 0\r\n\r\n");

    assertThat(everything("GET " + POLL).lines().toList()).containsSubsequence(odd);
  }
}

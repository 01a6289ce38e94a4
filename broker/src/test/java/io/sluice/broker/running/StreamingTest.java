package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.Exchange;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies pass as they are, whatever their size, at the pace of the slower side. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MIB = 1 << 20;
  private static final int PIECE = 8192;

  private final StandInCluster trino =
      StandInCluster.builder().name("trino-1").remembered(50_000).build();
  private final StandInCluster presto =
      StandInCluster.builder().name("presto-1").dialect(StandInDialect.PRESTO).build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    trino.start();
    presto.start();
    broker = RunningBroker.start(folder, "", "", in("adhoc", trino), in("adhoc", presto));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(http, broker, trino, presto);
  }

  @AfterEach
  void behave() {
    trino.behave();
    trino.forget();
  }

  private StatementClient client(StandInDialect dialect) {
    return new StatementClient(
        broker.front(), dialect == StandInDialect.TRINO ? "X-Trino-User" : "X-Presto-User", "al");
  }

  /** The nextUri whose answer is the one page of that size. */
  private URI largePage(StandInDialect dialect, String size) throws Exception {
    try (StatementClient client = client(dialect)) {
      return URI.create(
          client
              .begin("SELECT 1 -- stand-in: pages=1, pageBytes=" + size)
              .path("nextUri")
              .asText());
    }
  }

  private HttpResponse<InputStream> open(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
  }

  private record Digest(long bytes, long crc32c) {}

  private static Digest digest(InputStream in) throws IOException {
    var crc = new CRC32C();
    long bytes = 0;
    byte[] buffer = new byte[64 << 10];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      crc.update(buffer, 0, n);
      bytes += n;
    }
    return new Digest(bytes, crc.getValue());
  }

  private static Digest sent(StandInCluster cluster) throws InterruptedException {
    assertThat(cluster.awaitExchange(StreamingTest::isLarge, PATIENCE)).isTrue();
    Exchange exchange =
        cluster.exchanges().stream().filter(StreamingTest::isLarge).toList().getLast();
    return new Digest(exchange.bodyBytes(), exchange.bodyCrc32c());
  }

  private static boolean isLarge(Exchange exchange) {
    return exchange.bodyBytes() > MIB;
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @ParameterizedTest
  @CsvSource({"TRINO, 64MiB", "PRESTO, 64MiB", "TRINO, 1GiB"})
  void largePage_passesUnchanged(StandInDialect dialect, String size) throws Exception {
    URI uri = largePage(dialect, size);

    try (InputStream page = open(uri).body()) {
      Digest received = digest(page);

      assertThat(received.bytes()).isGreaterThan(63 * MIB);
      assertThat(received).isEqualTo(sent(dialect == StandInDialect.TRINO ? trino : presto));
    }
  }

  @Test
  void pageInChunks_isNotCutIntoSmallOnes() throws Exception {
    URI uri = largePage(StandInDialect.TRINO, "8MiB");

    try (var client = new RawClient(broker.front())) {
      RawClient.Answer page =
          client.head("GET %s HTTP/1.1".formatted(uri.getRawPath()), "Host: sluice").answer();

      assertThat(page.header("Transfer-Encoding")).contains("chunked");
      assertThat(page.body().length()).isGreaterThan(7 << 20);
      // The stand-in makes 1,000 of 8 KB; a read may end within one.
      assertThat(client.chunkCount()).isLessThan(3000);
    }
  }

  @Test
  void memory_staysFlat_whileALargePageIsUnderWay() throws Exception {
    URI uri = largePage(StandInDialect.TRINO, "1GiB");
    long before = liveHeap();

    try (InputStream page = open(uri).body()) {
      page.skipNBytes(700 * MIB);
      long during = liveHeap();
      digest(page);

      assertThat(during - before).isLessThan(16 * MIB);
    }
  }

  @Test
  void slowReader_pausesTheCluster() throws Exception {
    Gate counting = Gate.closed();
    counting.open();
    URI uri = largePage(StandInDialect.TRINO, "64MiB");
    trino.misbehave(ReceivedRequest::isPoll, new Misbehaviour.SlowBody(counting, PIECE));
    // A kernel that tunes its buffers holds up to 4 MiB of each sender and 32 MiB of a receiver.
    int threeQuarters = (int) (48 * MIB / PIECE);

    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(64 << 10);
      socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
      get(socket, uri);

      // Nothing is read: what the sockets between here and there hold is all that may leave.
      assertThat(counting.awaitArrivals(8, PATIENCE)).isTrue();
      assertThat(counting.awaitArrivals(threeQuarters, Duration.ofSeconds(2))).isFalse();
      assertThat(digest(socket.getInputStream()).bytes()).isGreaterThan(60 * MIB);
      assertThat(counting.awaitArrivals(threeQuarters, PATIENCE)).isTrue();
    }
  }

  private static void get(Socket socket, URI uri) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                .formatted(uri.getRawPath())
                .getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void clientThatLeavesMidPage_endsTheClustersSide() throws Exception {
    URI uri = largePage(StandInDialect.TRINO, "64MiB");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      get(socket, uri);
      socket.getInputStream().readNBytes(100_000);
    }

    assertThat(trino.awaitExchange(exchange -> !exchange.complete(), PATIENCE)).isTrue();
  }

  @Test
  void clusterThatLeavesMidPage_isSeenAsABrokenBody_neverAsAWholeOne() throws Exception {
    URI uri = largePage(StandInDialect.TRINO, "4MiB");
    trino.misbehave(ReceivedRequest::isPoll, new Misbehaviour.CloseMidBody(MIB));

    try (InputStream page = open(uri).body()) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> digest(page))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void framing_isTheClusters() throws Exception {
    HttpResponse<InputStream> chunked =
        http.send(poll(StandInDialect.TRINO), BodyHandlers.ofInputStream());
    chunked.body().close();
    HttpResponse<InputStream> measured =
        http.send(poll(StandInDialect.PRESTO), BodyHandlers.ofInputStream());
    measured.body().close();

    assertThat(chunked.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(chunked.headers().firstValue("Content-Length")).isEmpty();
    assertThat(measured.headers().firstValue("Content-Length")).isPresent();
    assertThat(measured.headers().firstValue("Transfer-Encoding")).isEmpty();
  }

  private HttpRequest poll(StandInDialect dialect) throws Exception {
    try (StatementClient client = client(dialect)) {
      String next = StatementClient.page(client.post("SELECT 1")).path("nextUri").asText();
      return HttpRequest.newBuilder(URI.create(next)).build();
    }
  }

  @ParameterizedTest
  @EnumSource(StandInDialect.class)
  void head_hasNoBody_andLeavesTheConnectionUsable(StandInDialect dialect) throws Exception {
    URI uri = poll(dialect).uri();
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    try (var client = new RawClient(broker.front())) {
      for (int i = 0; i < 3; i++) {
        assertThat(
                client.head("HEAD " + target + " HTTP/1.1", "Host: h").answerWithoutBody().status())
            .isEqualTo(200);
      }
      assertThat(client.head("GET " + target + " HTTP/1.1", "Host: h").answer().body())
          .startsWith("{\"id\":");
    }
  }

  @Test
  void tenThousandSmallPages_pass_onFewConnections_andLeaveNothing() throws Exception {
    try (StatementClient client = client(StandInDialect.TRINO)) {
      assertThat(lastRow(client, 1000)).isEqualTo(999);
      trino.forget();
      int connections = trino.acceptedConnections();
      long heap = liveHeap();

      assertThat(lastRow(client, 10_000)).isEqualTo(9999);

      trino.forget();
      assertThat(liveHeap() - heap).isLessThan(16 * MIB);
      // Beside the client's one connection only those of the probes come.
      assertThat(trino.acceptedConnections() - connections).isLessThan(20);
    }
  }

  private static int lastRow(StatementClient client, int pages) throws Exception {
    var result = client.run("SELECT 1 -- stand-in: rows=%d, pages=%d".formatted(pages, pages));
    assertThat(result.rows()).hasSize(pages);
    return result.rows().getLast().get(0).asInt();
  }
}

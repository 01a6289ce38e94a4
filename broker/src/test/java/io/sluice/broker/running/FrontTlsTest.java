package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.trust.TestCertificates;
import io.sluice.broker.trust.TestCertificates.ServerFiles;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that reach the broker over TLS. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MIB = 1 << 20;
  private static final int PIECE = 8192;

  private final StandInCluster cluster = StandInCluster.builder().name("etl-1").build();
  private ServerFiles files;
  private SSLContext trusting;
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    TestCertificates authority = TestCertificates.authority(folder, "ours");
    files = authority.serverFiles("front", "ip:127.0.0.1,dns:localhost", "RSA");
    trusting = authority.client();
    broker = RunningBroker.start(folder.resolve("b"), settings(""), "", in("etl", cluster));
  }

  private String settings(String protocols) {
    return "front: { host: 127.0.0.1, port: 0, headTimeout: 2s, tls: { certificate: %s, key: %s%s } }"
        .formatted(files.certificates(), files.key(), protocols);
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

  private StatementClient client(URI front) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new StatementClient(http, front, "X-Trino-User", "alice");
  }

  private SSLSocket socket() throws IOException {
    var socket = (SSLSocket) trusting.getSocketFactory().createSocket();
    socket.setReceiveBufferSize(64 << 10);
    socket.connect(
        new java.net.InetSocketAddress(broker.front().getHost(), broker.front().getPort()));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  @Test
  void statement_runsToItsEnd() throws Exception {
    try (StatementClient client = client(broker.front())) {
      assertThat(client.run("SELECT 1 -- stand-in: rows=2000, pages=20").rows()).hasSize(2000);
    }
  }

  @Test
  void keystore_andOnlyOneProtocol_doAsWell(@TempDir Path folder) throws Exception {
    String settings =
        "front: { host: 127.0.0.1, port: 0, tls: { keystore: %s, password: %s, protocols: [TLSv1.2] } }"
            .formatted(files.keystore(), TestCertificates.PASSWORD);
    try (var other = RunningBroker.start(folder, settings, "", in("etl", cluster));
        StatementClient client = client(other.front());
        var modern =
            (SSLSocket)
                trusting
                    .getSocketFactory()
                    .createSocket(other.front().getHost(), other.front().getPort())) {
      assertThat(client.run("SELECT 1").rows()).isNotEmpty();
      modern.setEnabledProtocols(new String[] {"TLSv1.3"});
      assertThatThrownBy(modern::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void clientsThatNeverFinishTheirHandshake_hinderNobody_andAreClosed() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (StatementClient client = client(broker.front())) {
      for (int i = 0; i < 50; i++) {
        var socket = new Socket(broker.front().getHost(), broker.front().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        // The first bytes of a handshake; half of the sockets don't send even these.
        socket.getOutputStream().write(i % 2 == 0 ? new byte[] {0x16, 3, 1, 2, 0} : new byte[0]);
        silent.add(socket);
      }

      assertThat(client.run("SELECT 1").rows()).isNotEmpty();
      for (Socket socket : silent) {
        assertThat(isClosed(socket)).isTrue();
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void plainHttp_getsNothing() throws Exception {
    try (var socket = new Socket(broker.front().getHost(), broker.front().getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write("GET /v1/info HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] said = socket.getInputStream().readAllBytes();

      assertThat(new String(said, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
    }
  }

  private URI largePage(String size) throws Exception {
    try (StatementClient client = client(broker.front())) {
      return URI.create(
          client
              .begin("SELECT 1 -- stand-in: pages=1, pageBytes=" + size)
              .path("nextUri")
              .asText());
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

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void slowReader_pausesTheCluster_andCostsNoMemory() throws Exception {
    Gate counting = Gate.closed();
    counting.open();
    URI uri = largePage("200MiB");
    cluster.misbehave(ReceivedRequest::isPoll, new Misbehaviour.SlowBody(counting, PIECE));
    int threeQuarters = (int) (150 * MIB / PIECE);
    long before = liveHeap();

    try (SSLSocket socket = socket()) {
      get(socket, uri);

      // Nothing is read: what the sockets between here and there hold is all that may leave.
      assertThat(counting.awaitArrivals(8, PATIENCE)).isTrue();
      assertThat(counting.awaitArrivals(threeQuarters, Duration.ofSeconds(2))).isFalse();
      assertThat(liveHeap() - before).isLessThan(16 * MIB);
      long read = 0;
      byte[] buffer = new byte[64 << 10];
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        read += n;
      }
      assertThat(read).isGreaterThan(199 * MIB);
    }
  }
}

package io.sluice.broker.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a cluster does, a probe of it ends in time, and costs no more than it may. */
@Timeout(30)
class BoundsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Coordinators coordinators =
      new Coordinators(Map.of(), new TrustFiles(), TIMEOUT, System::nanoTime);
  private final StandInCluster cluster =
      StandInCluster.builder().longPoll(Duration.ofMillis(50)).build().start();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Gate gate = Gate.closed();

  @AfterEach
  void close() {
    gate.open();
    threads.shutdownNow();
    coordinators.close();
    cluster.close();
  }

  private ClusterReport probe(URI url, boolean withCatalogs) throws IOException {
    ClusterSpec spec = Specs.at(url).spec();
    return coordinators.probe(spec, Optional.empty(), withCatalogs);
  }

  @Test
  void answerThatDripsForEver_ends() throws IOException {
    try (var dripping = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> drip(dripping));

      URI url = URI.create("http://127.0.0.1:" + dripping.getLocalPort());

      assertThatThrownBy(() -> probe(url, false))
          .isInstanceOf(IOException.class)
          .hasMessage("GET /v1/info: no answer in time (see health.timeout)");
    }
  }

  /** Each byte comes well within the time; the whole never does. */
  private static void drip(ServerSocket server) {
    try (Socket client = server.accept()) {
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      client.setSoTimeout(50);
      while (true) {
        client.getOutputStream().write(' ');
        client.getOutputStream().flush();
        rest(client);
      }
    } catch (IOException _) {
      // The prober has hung up, which is what is tested.
      return;
    }
  }

  /** Until the request's bytes, or nothing, have come for a moment. */
  private static void rest(Socket client) throws IOException {
    try {
      if (client.getInputStream().read() < 0) {
        throw new IOException("hung up");
      }
    } catch (SocketTimeoutException _) {
      // Nothing came, as expected.
      return;
    }
  }

  @Test
  void portThatNobodyServes_ends() throws IOException {
    try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var first = new Socket(InetAddress.getLoopbackAddress(), deaf.getLocalPort());
        var second = new Socket(InetAddress.getLoopbackAddress(), deaf.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort());

      assertThatThrownBy(() -> probe(url, false)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void hangingRichQuestion_leavesTheClusterUp() throws IOException {
    cluster.misbehave(request -> request.path().equals("/metrics"), new Misbehaviour.Hang(gate));

    ClusterReport report = probe(cluster.url(), false);

    assertThat(report.version()).isEqualTo("stand-in");
    assertThat(report.load()).isEmpty();
    assertThat(report.troubles())
        .contains("load: GET /metrics: no answer in time (see health.timeout)");
  }

  @Test
  void statementThatDoesNotEndInTime_isCancelled() throws Exception {
    cluster.misbehave(
        request -> request.method().equals("GET") && request.path().contains("/queued/"),
        new Misbehaviour.Hang(gate));

    ClusterReport report = probe(cluster.url(), true);

    assertThat(report.catalogs()).isEmpty();
    assertThat(report.load()).isPresent();
    assertThat(report.troubles()).singleElement().asString().contains("no answer in time");
    assertThat(
            cluster.awaitReceived(
                request -> request.method().equals("DELETE"), 1, Duration.ofSeconds(10)))
        .isTrue();
  }

  @Test
  void hugeAnswer_isNotReadToItsEnd() throws Exception {
    cluster.misbehave(
        ReceivedRequest::isProbe, new Misbehaviour.Canned(200, List.of(), " ".repeat(16 << 20)));
    try (var patient =
        new Coordinators(Map.of(), new TrustFiles(), Duration.ofSeconds(20), System::nanoTime)) {
      assertThatThrownBy(
              () -> patient.probe(Specs.at(cluster.url()).spec(), Optional.empty(), false))
          .isInstanceOf(IOException.class)
          .hasMessage("GET /v1/info answered more than 524288 bytes");
    }
    assertThat(cluster.awaitExchange(exchange -> !exchange.complete(), Duration.ofSeconds(10)))
        .isTrue();
  }

  @Test
  void manyProbes_useOneConnection_andASecondClusterWaitsForNobody() throws IOException {
    StandInCluster hanging = StandInCluster.builder().build().start();
    hanging.misbehave(_ -> true, new Misbehaviour.Hang(gate));
    try (var other =
        new Coordinators(Map.of(), new TrustFiles(), Duration.ofMinutes(1), System::nanoTime)) {
      threads.execute(() -> failing(other, hanging));
      for (int i = 0; i < 50; i++) {
        other.probe(Specs.at(cluster.url()).spec(), Optional.empty(), false);
      }
      assertThat(cluster.acceptedConnections()).isEqualTo(1);
    } finally {
      gate.open();
      hanging.close();
    }
  }

  private static void failing(Coordinators coordinators, StandInCluster hanging) {
    try {
      coordinators.probe(Specs.at(hanging.url()).named("other-1"), Optional.empty(), false);
    } catch (IOException _) {
      // It ends with the test.
      return;
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.StartFailure;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that can't start says why and leaves nothing behind; so does one that is closed. */
@Timeout(60)
final class StartFailureTest {
  private final StandInCluster cluster = StandInCluster.builder().name("a-1").build();
  @TempDir private Path folder;

  @BeforeEach
  void start() {
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void broker(String settings, String rules) throws IOException {
    RunningBroker.start(folder, settings, rules, in("a", cluster)).close();
  }

  private static ServerSocket bound() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** The broker's own threads, by name. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name ->
            name.matches(
                "(lane|decide|accept|health|fleet-sync|rule-reload|user-groups|usage|store|audit|journal|H2).*"))
        .collect(Collectors.toSet());
  }

  private static void assertThreadsEnd() {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!threads().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void frontPortInUse_isSaid_andNothingStaysBehind() throws Exception {
    try (ServerSocket taken = bound()) {
      String settings = "front: { host: 127.0.0.1, port: %d }".formatted(taken.getLocalPort());

      assertThatThrownBy(() -> broker(settings, ""))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("front.port: " + taken.getLocalPort())
          .hasMessageContaining("expected: a free port at 127.0.0.1, or 0 to pick one");
    }
    assertThreadsEnd();
    broker("", "");
  }

  @Test
  void missingCertificate_isSaid_andNothingStaysBehind() throws Exception {
    String settings = "front: { host: 127.0.0.1, port: 0, tls: { certificate: c, key: k } }";

    assertThatThrownBy(() -> broker(settings, ""))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("front.tls.key: " + folder.resolve("k") + " is not there");
    assertThreadsEnd();
    broker("", "");
  }

  @Test
  void brokenRules_areSaidWithTheirPlace_andNothingStaysBehind() throws Exception {
    assertThatThrownBy(() -> broker("", "rule \"a\" when\n  Query(usr == \"x\") then end"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("rules.directory: ")
        .hasMessageContaining("rules.drl:2:");
    assertThreadsEnd();
    broker("", "");
  }

  @Test
  void closedBroker_freesItsPort_andEndsItsThreads() throws Exception {
    InetSocketAddress address;
    try (RunningBroker broker = RunningBroker.start(folder, "", "", in("a", cluster));
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      client.run("SELECT 1");
      address = new InetSocketAddress(broker.front().getHost(), broker.front().getPort());
      assertThat(threads()).isNotEmpty();
    }

    assertThreadsEnd();
    try (var again = new ServerSocket()) {
      again.bind(address);
    }
  }
}

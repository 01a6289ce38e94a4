package io.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.admin.trial.ChangesInMemory;
import io.sluice.admin.trial.ClustersInMemory;
import io.sluice.admin.trial.DecisionsInMemory;
import io.sluice.admin.trial.GroupsInMemory;
import io.sluice.admin.trial.HealthInMemory;
import io.sluice.admin.trial.HistoryInMemory;
import io.sluice.admin.trial.ReplaysInMemory;
import io.sluice.admin.trial.RuleTrialsInMemory;
import io.sluice.admin.trial.RulesInMemory;
import io.sluice.admin.trial.SourcesInMemory;
import io.sluice.admin.trial.SwitchesInMemory;
import io.sluice.admin.trial.ValidationsInMemory;
import io.sluice.admin.trial.VersionsInMemory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void start_atAHostThatOthersReach_isRefused(String host) {
    try (AdminServer server = server(host, 0)) {
      assertThatIllegalArgumentException()
          .isThrownBy(server::start)
          .withMessageStartingWith("admin.host: " + host + " (expected: a loopback address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.2"})
  void start_atLoopback_listensThere(String host) throws IOException {
    try (AdminServer server = server(host, 0)) {
      server.start();

      try (Socket client = new Socket(host, server.port())) {
        assertThat(client.isConnected()).isTrue();
      }
    }
  }

  @Test
  void start_atAPortThatIsTaken_namesIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AdminServer server = server("127.0.0.1", other.getLocalPort())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(BindException.class)
          .hasMessageStartingWith(
              "admin.port: " + other.getLocalPort() + " (expected: a free port at 127.0.0.1");
    }
  }

  @Test
  void close_freesThePort() throws IOException {
    AdminServer server = server("127.0.0.1", 0);
    server.start();
    int port = server.port();

    server.close();

    try (AdminServer next = server("127.0.0.1", port)) {
      next.start();
      assertThat(next.port()).isEqualTo(port);
    }
  }

  @Test
  void close_endsEveryThreadOfTheServer() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    AdminServer server = server("127.0.0.1", 0);
    server.start();
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);

    server.close();

    assertThat(started).isNotEmpty();
    for (Thread thread : started) {
      assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
    }
  }

  @Test
  void port_beforeTheStart_isUnknown() {
    try (AdminServer server = server("127.0.0.1", 0)) {
      assertThatIllegalStateException().isThrownBy(server::port);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void address_withAPortThatIsNone_isRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdminAddress("127.0.0.1", port))
        .withMessageStartingWith("admin.port: " + port);
  }

  private static AdminServer server(String host, int port) {
    var sources = new SourcesInMemory();
    return new AdminServer(
        new AdminAddress(host, port),
        new AdminPorts(
            new ClustersInMemory(),
            new HistoryInMemory(),
            new GroupsInMemory(),
            new SwitchesInMemory(),
            new DecisionsInMemory(),
            new RulesInMemory(),
            new RuleTrialsInMemory(),
            new ValidationsInMemory(),
            new ReplaysInMemory(),
            new VersionsInMemory(sources),
            sources,
            new ChangesInMemory(),
            new HealthInMemory()));
  }
}

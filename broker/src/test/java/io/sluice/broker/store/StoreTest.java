package io.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.rules.fact.ClusterName;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final AffinityEntry ENTRY =
      new AffinityEntry("coordinator", "e9qzz", new ClusterName("etl-1"), Instant.EPOCH);

  @TempDir private Path directory;

  private static Server server(int port) throws SQLException {
    return Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists").start();
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String url(int port, Path directory) {
    return "jdbc:h2:tcp://localhost:%d/%s/shared".formatted(port, directory);
  }

  @Test
  void a_database_that_is_down_at_start_is_reached_when_it_comes_up() throws Exception {
    int port = freePort();
    try (var store = new Store(StoreSettings.of(url(port, directory)))) {
      store.start();
      assertThat(store.awaitUp(Duration.ofMillis(100))).isFalse();
      assertThat(store.state().problem()).isPresent();
      assertThatThrownBy(() -> new AffinityTable(store).put(ENTRY))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("store.url: jdbc:h2:tcp://localhost:" + port);

      Server server = server(port);
      try {
        assertThat(store.awaitUp(LONG)).isTrue();
        new AffinityTable(store).put(ENTRY);
        assertThat(new AffinityTable(store).load("coordinator")).containsExactly(ENTRY);
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void a_database_that_goes_down_and_comes_back_is_reached_again() throws Exception {
    Server server = server(0);
    int port = server.getPort();
    try (Store store = Stores.open(url(port, directory))) {
      var table = new AffinityTable(store);
      table.put(ENTRY);
      server.stop();

      StoreException first =
          catchThrowableOfType(StoreException.class, () -> table.load("coordinator"));
      assertThat(first.kind()).isEqualTo(StoreException.Kind.DOWN);
      assertThat(store.state().up()).isFalse();

      server = server(port);
      assertThat(store.awaitUp(LONG)).isTrue();
      assertThat(table.load("coordinator")).containsExactly(ENTRY);
    } finally {
      server.stop();
    }
  }

  @Test
  void an_h2_file_in_use_names_the_mend_and_is_opened_when_it_is_free() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("sluice");
    Process other = ChildProcess.start(HoldsFile.class, url);
    try (var lines = other.inputReader();
        var store = new Store(StoreSettings.of(url))) {
      assertThat(lines.readLine()).isEqualTo("open");
      store.start();
      for (int i = 0; i < 600 && !store.state().toString().contains("another process"); i++) {
        assertThat(store.awaitUp(Duration.ofMillis(100))).isFalse();
      }
      assertThat(store.state().problem().orElseThrow())
          .isEqualTo(
              "store.url: jdbc:h2:file:%s/sluice is open in another process (expected: one process for an H2 file; stop the other one, or name another file)"
                  .formatted(directory));

      other.destroyForcibly().waitFor();

      assertThat(store.awaitUp(LONG)).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void an_unknown_database_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> StoreSettings.of("jdbc:oracle:thin:@db:1521"))
        .hasMessage(
            "store.url: 'jdbc:oracle:thin:' (expected: an address that starts with one of"
                + " jdbc:h2:, jdbc:postgresql:, jdbc:mysql:)");
  }

  @Test
  void settings_do_not_show_a_password() {
    var settings =
        new StoreSettings(
            "jdbc:h2:mem:x;PASSWORD=geheim", "ada", "secret", 4, Duration.ofSeconds(1));

    assertThat(settings.toString()).doesNotContain("geheim", "secret").contains("jdbc:h2:mem:x");
  }

  @Test
  void a_write_that_throws_leaves_nothing() {
    try (Store store = Stores.open(Stores.inMemory())) {
      assertThatThrownBy(() ->
              store.write(handle -> {
                handle.execute("INSERT INTO milestone (name, reached_at) VALUES ('half', 1)");
                throw new IllegalStateException("midway");
              }))
          .hasMessage("midway");

      assertThat(
              store.<Optional<Integer>>read(handle ->
                  handle.createQuery("SELECT 1 FROM milestone").mapTo(Integer.class).findOne()))
          .isEmpty();
    }
  }

  @Test
  void an_interrupted_thread_does_not_close_an_h2_file_for_others() {
    try (Store store = Stores.open("jdbc:h2:file:" + directory.resolve("sluice"))) {
      var table = new AffinityTable(store);
      for (int i = 0; i < 20; i++) {
        Thread.currentThread().interrupt();
        table.put(ENTRY);
        assertThat(Thread.interrupted()).isTrue();
      }

      assertThat(table.load("coordinator")).containsExactly(ENTRY);
    }
  }

  @Test
  void a_store_that_was_never_started_can_be_closed() {
    var store = new Store(StoreSettings.of(Stores.inMemory()));
    store.close();

    assertThat(store.state().up()).isFalse();
  }

  @Test
  void a_store_of_a_closed_database_says_that_it_is_closed() {
    Store store = Stores.open(Stores.inMemory());
    store.close();

    assertThatThrownBy(() -> new AffinityTable(store).load("coordinator"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is closed");
  }
}

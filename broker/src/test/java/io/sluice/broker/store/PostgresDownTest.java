package io.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.rules.fact.ClusterName;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that is started anew under the store. */
@Timeout(300)
final class PostgresDownTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final AffinityEntry ENTRY =
      new AffinityEntry("coordinator", "e9qzz", new ClusterName("etl-1"), Instant.EPOCH);

  @TempDir private Path directory;

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private EmbeddedPostgres server(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }

  @Test
  void a_server_that_goes_down_and_comes_back_is_reached_again() throws Exception {
    int port = freePort();
    EmbeddedPostgres server = server(port);
    try (Store store = Stores.open(server.getJdbcUrl("postgres", "postgres"))) {
      var table = new AffinityTable(store);
      table.put(ENTRY);
      server.close();

      StoreException first =
          catchThrowableOfType(StoreException.class, () -> table.load("coordinator"));
      assertThat(first.kind()).isEqualTo(StoreException.Kind.DOWN);
      assertThat(store.state().up()).isFalse();

      server = server(port);
      assertThat(store.awaitUp(LONG)).isTrue();
      assertThat(table.load("coordinator")).containsExactly(ENTRY);
    } finally {
      server.close();
    }
  }
}

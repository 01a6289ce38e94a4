package io.sluice.broker.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for each test class, on one PostgreSQL server, on loopback, that the first
 * class starts and the end of the run stops.
 */
public final class PostgresDatabase implements BeforeAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PostgresDatabase.class);

  private String url = "";

  /** The address of the class's database. */
  public String url() {
    return url;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    EmbeddedPostgres server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("server", _ -> new Server(), Server.class)
            .running;
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    url = server.getJdbcUrl("postgres", name);
  }

  private static final class Server implements AutoCloseable {
    private final EmbeddedPostgres running;

    private Server() {
      try {
        running = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL can't be started", e);
      }
    }

    @Override
    public void close() throws IOException {
      running.close();
    }
  }
}

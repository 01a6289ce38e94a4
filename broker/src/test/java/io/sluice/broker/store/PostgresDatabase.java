package io.sluice.broker.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes databases on one PostgreSQL server, on loopback, which lives for the whole run. */
public final class PostgresDatabase implements BeforeAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PostgresDatabase.class);

  private @Nullable EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("server", _ -> new Server(), Server.class)
            .running;
  }

  /** The address of a new, empty database. */
  public String url() {
    EmbeddedPostgres running = Objects.requireNonNull(server, "used outside of a test class");
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " can't be made", e);
    }
    return running.getJdbcUrl("postgres", name);
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

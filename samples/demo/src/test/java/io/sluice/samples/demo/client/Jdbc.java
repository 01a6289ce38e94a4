package io.sluice.samples.demo.client;

import io.sluice.rules.fact.Dialect;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Connections by the engines' own drivers, and what the tests ask over them. */
final class Jdbc {
  private Jdbc() {}

  static Connection connect(Dialect dialect, URI server) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "alice");
    return DriverManager.getConnection(
        "jdbc:%s://%s/tpch/tiny"
            .formatted(dialect.name().toLowerCase(Locale.ROOT), server.getAuthority()),
        properties);
  }

  /** The first column of all rows, as text. */
  static List<String> column(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var column = new ArrayList<String>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Asks an engine until the marked query is in that state; false when it isn't in time. */
  static boolean awaitState(
      Dialect dialect, URI engine, Sql.Marked marked, String state, Duration timeout)
      throws SQLException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Connection connection = connect(dialect, engine)) {
      String question =
          "SELECT state FROM system.runtime.queries WHERE query LIKE '%" + marked.marker() + "'";
      while (!column(connection, question).contains(state)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
      }
      return true;
    }
  }
}

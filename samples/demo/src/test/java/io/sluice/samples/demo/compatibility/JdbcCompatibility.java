package io.sluice.samples.demo.compatibility;

import io.sluice.samples.demo.client.Endpoints;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** A JDBC driver: all that an application or a BI tool may call. */
abstract class JdbcCompatibility extends CompatibilityContract {
  JdbcCompatibility(Endpoints endpoints) {
    super(endpoints);
  }

  /** The driver, from whatever class loader it lives in. */
  abstract Driver driver() throws Exception;

  /** The word of the driver's URLs, such as {@code trino}. */
  abstract String word();

  @Override
  final String installed() throws Exception {
    var properties = new Properties();
    properties.setProperty("user", Side.USER);
    try (Connection connection =
        driver().connect("jdbc:%s://127.0.0.1:1".formatted(word()), properties)) {
      return "%s %s"
          .formatted(
              connection.getMetaData().getDriverName(),
              connection.getMetaData().getDriverVersion());
    }
  }

  @Override
  final Transcript run(Side side) throws Exception {
    var database = new JdbcDatabase(driver(), word(), side);
    TranscriptWriter out = side.writer();
    new JdbcConnections(database, out).tell();
    try (Connection connection = database.connect("/tpch/tiny", Map.of())) {
      new JdbcMetadata(connection, out).tell();
      var statements = new JdbcStatements(connection, out);
      statements.tell(side.script());
      statements.tellOptions();
      new JdbcPrepared(connection, out).tell();
    }
    try (Connection connection = database.connect("/tpch/tiny", Map.of())) {
      new JdbcTransactions(connection, out, "memory." + side.schema()).tell();
    }
    new JdbcCancelling(database, out).tell();
    return out.transcript();
  }

  /** Executes a statement whatever it gives. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

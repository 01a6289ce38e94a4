package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/** What a driver says of itself, ways to connect, and what a connection hands to the engine. */
final class JdbcConnections {
  private final JdbcDatabase database;
  private final TranscriptWriter out;

  JdbcConnections(JdbcDatabase database, TranscriptWriter out) {
    this.database = database;
    this.out = out;
  }

  void tell() {
    out.step("the driver", this::driver);
    out.step("a connection's first state", this::firstState);
    out.step("another catalog and schema", this::catalogAndSchema);
    out.step("what the engine knows of the client", this::clientInfo);
    out.step("session properties", this::sessionProperties);
    out.step("a time zone", this::timeZone);
    connection("no catalog", "", Map.of());
    connection("an unknown catalog as the default", "/nosuch/nosuch", Map.of());
    connection("an unknown schema as the default", "/tpch/nosuch", Map.of());
    connection("another user", "/tpch/tiny", Map.of("user", "bob"));
    connection("no user", "/tpch/tiny", Map.of("user", ""));
    connection("a password without TLS", "/tpch/tiny", Map.of("password", "secret"));
    connection("TLS where there is none", "/tpch/tiny", Map.of("SSL", "true"));
    connection("an unknown parameter", "/tpch/tiny?nosuch=1", Map.of());
    connection("a parameter of the URL and of the properties", "/tpch/tiny?user=kit", Map.of());
    connection("a path that is too long", "/tpch/tiny/nation", Map.of());
    connection("no compression", "/tpch/tiny?disableCompression=true", Map.of());
    connection("an extra credential", "/tpch/tiny?extraCredentials=key:value", Map.of());
    out.step("a closed connection", this::closed);
  }

  private void driver(TranscriptWriter lines) throws SQLException {
    lines.tell(
        "version %d.%d, compliant %s"
            .formatted(
                database.driver().getMajorVersion(),
                database.driver().getMinorVersion(),
                database.driver().jdbcCompliant()));
    lines.tell("takes its URL: " + database.driver().acceptsURL(database.url("/tpch")));
    lines.tell("takes another: " + database.driver().acceptsURL("jdbc:other://host"));
    var properties = new Properties();
    properties.setProperty("user", Side.USER);
    for (DriverPropertyInfo one :
        database.driver().getPropertyInfo(database.url("/tpch/tiny"), properties)) {
      lines.tell(
          "property %s = %s, required %s, one of %s"
              .formatted(one.name, one.value, one.required, Arrays.toString(one.choices)));
    }
  }

  private void firstState(TranscriptWriter lines) throws SQLException {
    try (Connection connection = database.connect("/tpch/tiny", Map.of())) {
      lines.tell(
          "catalog %s, schema %s".formatted(connection.getCatalog(), connection.getSchema()));
      lines.tell(
          "auto commit %s, read only %s, isolation %d, holdability %d, network timeout %d"
              .formatted(
                  connection.getAutoCommit(),
                  connection.isReadOnly(),
                  connection.getTransactionIsolation(),
                  connection.getHoldability(),
                  connection.getNetworkTimeout()));
      lines.tell("client info " + connection.getClientInfo());
      lines.attempt(it -> it.tell("valid " + connection.isValid(10)));
      lines.attempt(it -> it.tell("native " + connection.nativeSQL("SELECT {fn now()}")));
      lines.tell(SqlErrors.lines(connection.getWarnings()));
      lines.tell("closed " + connection.isClosed());
    }
  }

  private void catalogAndSchema(TranscriptWriter lines) throws SQLException {
    try (Connection connection = database.connect("", Map.of())) {
      connection.setCatalog("tpch");
      connection.setSchema("sf1");
      query(connection, "SELECT count(*) FROM region");
      lines.tell(
          "catalog %s, schema %s".formatted(connection.getCatalog(), connection.getSchema()));
      JdbcCompatibility.execute(connection, "USE tpch.tiny");
      lines.tell(
          "catalog %s, schema %s".formatted(connection.getCatalog(), connection.getSchema()));
      query(connection, "SELECT count(*) FROM nation");
    }
  }

  private void clientInfo(TranscriptWriter lines) throws SQLException {
    try (Connection connection = database.connect("/tpch/tiny?source=kit", Map.of())) {
      for (String name :
          new String[] {"ApplicationName", "ClientInfo", "ClientTags", "TraceToken", "nosuch"}) {
        try {
          connection.setClientInfo(name, "kit-" + name);
        } catch (SQLClientInfoException e) {
          lines.tell(SqlErrors.lines(e));
        }
      }
      lines.tell("client info " + connection.getClientInfo());
      query(
          connection,
          "SELECT \"user\", source, state, query FROM system.runtime.queries WHERE source LIKE 'kit%' AND query LIKE '%"
              + database.side().schema()
              + "%'");
    }
  }

  private void sessionProperties(TranscriptWriter lines) throws SQLException {
    String path =
        "/tpch/tiny?sessionProperties=query_max_run_time:5m;tpch.splits_per_node:2&clientTags=a,b&clientInfo=kit";
    try (Connection connection = database.connect(path, Map.of())) {
      query(connection, "SHOW SESSION LIKE 'query_max_run_time'");
      query(connection, "SHOW SESSION LIKE 'tpch.%'");
      lines.tell("client info " + connection.getClientInfo());
    }
  }

  private void timeZone(TranscriptWriter lines) throws SQLException {
    String name = database.word().equals("presto") ? "timeZoneId" : "timezone";
    try (Connection connection = database.connect("/tpch/tiny?" + name + "=Asia/Tokyo", Map.of())) {
      query(
          connection,
          "SELECT current_timezone(), CAST(TIMESTAMP '2024-02-29 00:00:00' AS timestamp with time zone)");
      lines.tell("catalog " + connection.getCatalog());
    }
  }

  private void connection(String name, String path, Map<String, String> properties) {
    out.step(
        name,
        lines -> {
          lines.tell("> connect %s %s".formatted(path, properties));
          try (Connection connection = database.connect(path, properties)) {
            query(connection, "SELECT current_user");
            query(connection, "SELECT count(*) FROM nation");
          }
        });
  }

  private void closed(TranscriptWriter lines) throws SQLException {
    Connection connection = database.connect("/tpch/tiny", Map.of());
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    rows.close();
    lines.attempt(it -> it.tell("next " + rows.next()));
    statement.close();
    lines.attempt(it -> it.tell("result " + statement.executeQuery("SELECT 1")));
    connection.close();
    lines.tell("closed %s, valid %s".formatted(connection.isClosed(), connection.isValid(1)));
    lines.attempt(it -> it.tell("statement " + connection.createStatement()));
    connection.close();
  }

  /** Asks within a step; an error is noted, and the step goes on. */
  private void query(Connection connection, String sql) {
    out.tell("> " + sql);
    out.attempt(lines -> {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        ResultLines.tell(lines, rows);
      }
    });
  }
}

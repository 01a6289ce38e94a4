package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Statements that others or a clock end. */
final class JdbcCancelling {
  private static final int MOST_QUESTIONS = 2000;

  private final JdbcDatabase database;
  private final TranscriptWriter out;

  private interface Ending {
    void end(Statement statement, String query) throws SQLException;
  }

  JdbcCancelling(JdbcDatabase database, TranscriptWriter out) {
    this.database = database;
    this.out = out;
  }

  void tell() throws SQLException, InterruptedException {
    try (Connection connection = database.connect("/tpch/tiny", Map.of());
        Connection other = database.connect("/tpch/tiny", Map.of())) {
      ended("cancelled while it runs", connection, other, (statement, _) -> statement.cancel());
      ended(
          "killed by a statement",
          connection,
          other,
          (_, query) ->
              JdbcCompatibility.execute(
                  other,
                  "CALL system.runtime.kill_query(query_id => '%s', message => 'by the kit: ü')"
                      .formatted(query)));
      out.step("closed before its end", lines -> abandoned(lines, connection));
      out.step("beyond its time", lines -> beyondItsTime(lines, connection));
      out.step("after all of it", lines -> read(lines, connection, "SELECT 1"));
    }
  }

  /** Lets a statement run on one connection and ends it once another sees it running. */
  private void ended(String name, Connection connection, Connection other, Ending ending)
      throws InterruptedException, SQLException {
    String sql = endless(name);
    try (Statement statement = connection.createStatement();
        var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> rows = thread.submit(() -> statement.executeQuery(sql).next());
      Optional<String> query = running(other, name);
      out.tell("> " + sql);
      out.tell("seen running " + query.isPresent());
      ending.end(statement, query.orElse(""));
      try {
        out.tell("a row " + rows.get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof SQLException failure)) {
          throw new AssertionError("the driver's own failure", e.getCause());
        }
        out.tell(SqlErrors.lines(failure));
      }
    }
    out.attempt(lines -> read(lines, connection, "SELECT 'usable'"));
    out.end(name);
  }

  private String endless(String name) {
    return "SELECT count(*) AS \"%s %s\" FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.orderkey + b.orderkey = -1"
        .formatted(database.side().schema(), name);
  }

  private Optional<String> running(Connection connection, String name) throws SQLException {
    String question =
        "SELECT query_id FROM system.runtime.queries WHERE state = 'RUNNING' AND query LIKE 'SELECT count(*) AS \"%s %s\"%%'"
            .formatted(database.side().schema(), name);
    for (int i = 0; i < MOST_QUESTIONS; i++) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(question)) {
        if (rows.next()) {
          return Optional.of(rows.getString(1));
        }
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("try") // closing before the end is what is tried here
  private void abandoned(TranscriptWriter lines, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT a.orderkey FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b")) {
      lines.tell("a row " + rows.next());
      rows.close();
      lines.tell("closed " + rows.isClosed());
      lines.attempt(it -> it.tell("a row " + rows.next()));
    }
  }

  private void beyondItsTime(TranscriptWriter lines, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      try (ResultSet rows = statement.executeQuery(endless("for a second"))) {
        lines.tell("a row " + rows.next());
      }
    }
  }

  private static void read(TranscriptWriter lines, Connection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultLines.tell(lines, rows);
    }
  }
}

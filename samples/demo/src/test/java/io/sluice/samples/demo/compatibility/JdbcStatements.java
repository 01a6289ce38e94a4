package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statements by {@link Statement#execute}, and what else a statement can be told. */
final class JdbcStatements {
  private final Connection connection;
  private final TranscriptWriter out;

  JdbcStatements(Connection connection, TranscriptWriter out) {
    this.connection = connection;
    this.out = out;
  }

  void tell(Script script) {
    for (Script.Step step : script.steps()) {
      step(step.name(), step.statements());
    }
    step("a semicolon at the end", List.of("SELECT 1;"));
    step("two statements at once", List.of("SELECT 1; SELECT 2"));
    step("an empty statement", List.of("", " "));
    step("comments only", List.of("-- nothing", "/* nothing */"));
    step("a transaction by statements", List.of("START TRANSACTION", "SELECT 1", "COMMIT"));
    step("no transaction", List.of("COMMIT", "ROLLBACK"));
    step("a long text", List.of(Texts.ofLength(900_000)));
    step("too long a text", List.of(Texts.ofLength(1_100_000)));
  }

  private void step(String name, List<String> statements) {
    for (String sql : statements) {
      out.attempt(lines -> execute(lines, sql));
    }
    out.attempt(lines ->
        lines.tell(
            "then catalog %s, schema %s, auto commit %s"
                .formatted(
                    connection.getCatalog(), connection.getSchema(), connection.getAutoCommit())));
    out.end(name);
  }

  private void execute(TranscriptWriter lines, String sql) throws SQLException {
    lines.tell("> " + sql);
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          ResultLines.tell(lines, rows);
        }
      }
      lines.tell(
          "updated %d, %d".formatted(statement.getUpdateCount(), statement.getLargeUpdateCount()));
      lines.tell(SqlErrors.lines(statement.getWarnings()));
      lines.tell("more " + statement.getMoreResults());
      Map<String, Object> more = new TreeMap<>();
      more.put("result", statement.getResultSet() == null ? "none" : "one");
      more.put("updated", statement.getUpdateCount());
      lines.tell("then " + more);
    }
  }

  void tellOptions() {
    out.step("a batch", this::batch);
    out.step("most rows", lines -> limited(lines, 3, 0));
    out.step("rows fetched at a time", lines -> limited(lines, 0, 2));
    out.step("a statement's properties", this::properties);
    out.step("updates by the wrong method", this::wrongMethods);
    out.step("a statement used again", this::again);
  }

  private void batch(TranscriptWriter lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("SELECT 1");
      statement.addBatch("SELECT 2");
      lines.tell("counts " + java.util.Arrays.toString(statement.executeBatch()));
    }
  }

  private void limited(TranscriptWriter lines, int most, int fetch) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(most);
      statement.setFetchSize(fetch);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM tpch.tiny.region ORDER BY 1")) {
        ResultLines.tell(lines, rows);
      }
    }
  }

  private void properties(TranscriptWriter lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(60);
      lines.tell(
          "timeout %d, rows %d, fetch %d, type %d, concurrency %d, holdability %d, closes %s"
              .formatted(
                  statement.getQueryTimeout(),
                  statement.getMaxRows(),
                  statement.getFetchSize(),
                  statement.getResultSetType(),
                  statement.getResultSetConcurrency(),
                  statement.getResultSetHoldability(),
                  statement.isCloseOnCompletion()));
      lines.attempt(it -> it.tell("keys " + (statement.getGeneratedKeys() == null)));
      lines.attempt(it -> {
        statement.setCursorName("kit");
        it.tell("cursor named");
      });
      lines.attempt(it -> {
        statement.cancel();
        it.tell("cancelled before it began");
      });
    }
  }

  private void wrongMethods(TranscriptWriter lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      lines.attempt(it -> it.tell("updated " + statement.executeUpdate("SELECT 1")));
      lines.attempt(it -> ResultLines.tell(it, statement.executeQuery("USE tpch.tiny")));
      lines.attempt(it -> it.tell("updated " + statement.executeLargeUpdate("USE tpch.tiny")));
    }
  }

  private void again(TranscriptWriter lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet first = statement.executeQuery("SELECT 1");
      ResultSet second = statement.executeQuery("SELECT 2");
      lines.tell("first closed " + first.isClosed());
      ResultLines.tell(lines, second);
      lines.attempt(it -> ResultLines.tell(it, statement.executeQuery("SELECT nosuch")));
      lines.attempt(it -> ResultLines.tell(it, statement.executeQuery("SELECT 3")));
    }
  }
}

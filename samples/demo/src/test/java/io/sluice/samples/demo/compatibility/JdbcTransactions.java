package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Transactions by the connection's own methods. */
final class JdbcTransactions {
  private static final int[] ISOLATIONS = {
    Connection.TRANSACTION_READ_UNCOMMITTED,
    Connection.TRANSACTION_READ_COMMITTED,
    Connection.TRANSACTION_REPEATABLE_READ,
    Connection.TRANSACTION_SERIALIZABLE
  };

  private final Connection connection;
  private final TranscriptWriter out;
  private final String schema;

  JdbcTransactions(Connection connection, TranscriptWriter out, String schema) {
    this.connection = connection;
    this.out = out;
    this.schema = schema;
  }

  void tell() {
    out.step("transaction: committed", _ -> ended(true, "SELECT 1", "SELECT count(*) FROM nation"));
    out.step("transaction: rolled back", _ -> ended(false, "SELECT 1", "SELECT 2"));
    out.step("transaction: empty", _ -> ended(true));
    out.step("transaction: an error in it", _ -> ended(false, "SELECT nosuch", "SELECT 1"));
    out.step(
        "transaction: writes", _ -> ended(true, "CREATE SCHEMA " + schema + "_tx", "SELECT 1"));
    out.step("transaction: its schema dropped", _ -> query("DROP SCHEMA " + schema + "_tx"));
    out.step("transaction: read only", this::readOnly);
    out.step("transaction: isolation", this::isolation);
    out.step(
        "transaction: none to end",
        lines -> {
          lines.attempt(_ -> connection.commit());
          lines.attempt(_ -> connection.rollback());
        });
    out.step("transaction: a savepoint", lines -> lines.tell("at " + connection.setSavepoint()));
    out.step("transaction: after all", _ -> query("SELECT 1"));
  }

  private void ended(boolean commit, String... statements) throws SQLException {
    connection.setAutoCommit(false);
    for (String sql : statements) {
      query(sql);
    }
    out.attempt(lines -> {
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
      lines.tell(commit ? "committed" : "rolled back");
    });
    connection.setAutoCommit(true);
    out.tell("auto commit " + connection.getAutoCommit());
  }

  private void readOnly(TranscriptWriter lines) throws SQLException {
    connection.setReadOnly(true);
    ended(false, "CREATE SCHEMA " + schema + "_ro");
    connection.setReadOnly(false);
    lines.tell("read only " + connection.isReadOnly());
  }

  private void isolation(TranscriptWriter lines) throws SQLException {
    for (int level : ISOLATIONS) {
      connection.setTransactionIsolation(level);
      lines.tell("isolation " + connection.getTransactionIsolation());
      ended(true, "SELECT count(*) FROM tpch.tiny.region");
    }
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
  }

  private void query(String sql) {
    out.tell("> " + sql);
    out.attempt(lines -> {
      try (Statement statement = connection.createStatement()) {
        if (statement.execute(sql)) {
          try (ResultSet rows = statement.getResultSet()) {
            ResultLines.tell(lines, rows);
          }
        }
        lines.tell("updated " + statement.getUpdateCount());
      }
    });
  }
}

package io.sluice.samples.demo.compatibility;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;

/** Prepared statements: the driver keeps them in headers, from statement to statement. */
final class JdbcPrepared {
  private final Connection connection;
  private final TranscriptWriter out;

  private interface Use {
    void with(PreparedStatement statement) throws SQLException;
  }

  JdbcPrepared(Connection connection, TranscriptWriter out) {
    this.connection = connection;
    this.out = out;
  }

  void tell() {
    String nations = "SELECT name, nationkey FROM tpch.tiny.nation WHERE nationkey < ? ORDER BY 2";
    step("prepared: executed twice", nations, this::twice);
    step("prepared: metadata", nations, this::metadata);
    step("prepared: a parameter missing", nations, this::query);
    step(
        "prepared: a parameter of a wrong type",
        nations,
        it -> {
          it.setString(1, "x");
          query(it);
        });
    step(
        "prepared: a parameter too many",
        nations,
        it -> {
          it.setInt(2, 1);
          query(it);
        });
    step("prepared: numbers", "SELECT ?, ?, ?, ?, ?, ?, ?", this::numbers);
    step("prepared: texts", "SELECT ?, ?, ?, ?", this::texts);
    step("prepared: times", "SELECT ?, ?, ?", this::times);
    step("prepared: nulls", "SELECT ?, ?, ?", this::nulls);
    step("prepared: objects", "SELECT ?, ?, ?, ?, ?", this::objects);
    step(
        "prepared: question marks in text",
        "SELECT '?', ? AS \"?\" -- ?",
        it -> {
          it.setInt(1, 1);
          query(it);
        });
    step("prepared: no parameters", "SELECT 1", this::query);
    step("prepared: a batch", "SELECT ?", this::batch);
    step(
        "prepared: syntax error",
        "SELEC ?",
        it -> {
          it.setInt(1, 1);
          query(it);
        });
    step("prepared: executed otherwise", "SELECT ?", this::otherwise);
    step(
        "prepared: a long text",
        "SELECT length(?)",
        it -> {
          it.setString(1, "ä".repeat(20_000));
          query(it);
        });
    out.step("prepared: several at once", this::several);
    out.step("prepared: a call", it -> it.tell("call " + connection.prepareCall("{call x}")));
  }

  private void step(String name, String sql, Use use) {
    out.step(
        name,
        lines -> {
          lines.tell("> " + sql);
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            use.with(statement);
          }
        });
  }

  private void twice(PreparedStatement statement) throws SQLException {
    statement.setLong(1, 2);
    query(statement);
    statement.setInt(1, 1);
    query(statement);
    statement.clearParameters();
    out.attempt(_ -> query(statement));
  }

  private void metadata(PreparedStatement statement) throws SQLException {
    out.attempt(lines -> ResultLines.columns(lines, statement.getMetaData()));
    out.attempt(lines -> {
      ParameterMetaData parameters = statement.getParameterMetaData();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        lines.tell(
            "parameter %d: %s %d %s, mode %d, nullable %d, precision %d, scale %d, signed %s"
                .formatted(
                    i,
                    parameters.getParameterTypeName(i),
                    parameters.getParameterType(i),
                    parameters.getParameterClassName(i),
                    parameters.getParameterMode(i),
                    parameters.isNullable(i),
                    parameters.getPrecision(i),
                    parameters.getScale(i),
                    parameters.isSigned(i)));
      }
    });
  }

  private void numbers(PreparedStatement statement) throws SQLException {
    statement.setByte(1, (byte) -1);
    statement.setShort(2, (short) 2);
    statement.setInt(3, Integer.MIN_VALUE);
    statement.setLong(4, Long.MAX_VALUE);
    statement.setFloat(5, 1.5f);
    statement.setDouble(6, -2.5e100);
    statement.setBigDecimal(7, new BigDecimal("12345678901234567890.5"));
    query(statement);
  }

  private void texts(PreparedStatement statement) throws SQLException {
    statement.setString(1, "it's ü, \"x\"; 漢字 🦆\n% & = +");
    statement.setBoolean(2, true);
    statement.setBytes(3, new byte[] {0, -1, 16});
    statement.setString(4, "");
    query(statement);
  }

  private void times(PreparedStatement statement) throws SQLException {
    statement.setDate(1, Date.valueOf("2024-02-29"));
    statement.setTime(2, Time.valueOf("01:02:03"));
    statement.setTimestamp(3, Timestamp.valueOf("2024-02-29 01:02:03.456"));
    query(statement);
  }

  private void nulls(PreparedStatement statement) throws SQLException {
    statement.setNull(1, Types.VARCHAR);
    statement.setNull(2, Types.BIGINT);
    statement.setObject(3, null);
    query(statement);
  }

  private void objects(PreparedStatement statement) throws SQLException {
    statement.setObject(1, 1L);
    statement.setObject(2, "x");
    statement.setObject(3, new BigDecimal("1.50"), Types.DECIMAL);
    statement.setObject(4, Date.valueOf("2024-02-29"));
    statement.setObject(5, "7", Types.INTEGER);
    query(statement);
  }

  private void batch(PreparedStatement statement) throws SQLException {
    statement.setInt(1, 1);
    statement.addBatch();
    statement.setInt(1, 2);
    statement.addBatch();
    out.tell("counts " + Arrays.toString(statement.executeBatch()));
  }

  private void otherwise(PreparedStatement statement) throws SQLException {
    statement.setInt(1, 1);
    out.tell("rows " + statement.execute());
    out.attempt(lines -> lines.tell("updated " + statement.executeUpdate()));
    out.attempt(lines -> lines.tell("result " + statement.executeQuery("SELECT 1")));
  }

  private void several(TranscriptWriter lines) throws SQLException {
    try (PreparedStatement first = connection.prepareStatement("SELECT ? AS first");
        PreparedStatement second = connection.prepareStatement("SELECT ? AS second")) {
      first.setInt(1, 1);
      second.setInt(1, 2);
      query(first);
      query(second);
      query(first);
    }
  }

  private void query(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      ResultLines.tell(out, rows);
    }
  }
}

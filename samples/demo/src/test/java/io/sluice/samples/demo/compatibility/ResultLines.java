package io.sluice.samples.demo.compatibility;

import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a JDBC driver shows of a result: its columns, its rows, and a first row by every getter. */
final class ResultLines {
  private static final int MOST_COLUMNS_BY_EVERY_GETTER = 14;

  private final TranscriptWriter out;
  private final ResultSet rows;

  private interface Getter {
    @Nullable Object get(ResultSet rows, int column) throws SQLException;
  }

  private record NamedGetter(String name, Getter getter) {}

  private static final List<NamedGetter> GETTERS =
      List.of(
          new NamedGetter("boolean", ResultSet::getBoolean),
          new NamedGetter("byte", ResultSet::getByte),
          new NamedGetter("int", ResultSet::getInt),
          new NamedGetter("long", ResultSet::getLong),
          new NamedGetter("double", ResultSet::getDouble),
          new NamedGetter("decimal", ResultSet::getBigDecimal),
          new NamedGetter("bytes", ResultSet::getBytes),
          new NamedGetter("date", ResultSet::getDate),
          new NamedGetter("time", ResultSet::getTime),
          new NamedGetter("timestamp", ResultSet::getTimestamp),
          new NamedGetter("array", ResultSet::getArray));

  private ResultLines(TranscriptWriter out, ResultSet rows) {
    this.out = out;
    this.rows = rows;
  }

  static void tell(TranscriptWriter out, ResultSet rows) throws SQLException {
    new ResultLines(out, rows).all();
  }

  /** Tells at the end only: how much an engine shows before it fails is a matter of time. */
  private void all() throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    var lines = new ArrayList<String>();
    int count = 0;
    while (rows.next()) {
      if (count == 0 && columns <= MOST_COLUMNS_BY_EVERY_GETTER) {
        IntStream.rangeClosed(1, columns).mapToObj(this::byEveryGetter).forEach(lines::add);
      }
      var cells = new ArrayList<String>();
      for (int column = 1; column <= columns; column++) {
        cells.add(text(rows.getObject(column)) + (rows.wasNull() ? " (was null)" : ""));
      }
      lines.add(String.join(" | ", cells));
      count++;
    }
    columns(out, rows.getMetaData());
    out.tell(lines);
    out.tell("rows " + count);
    out.tell(SqlErrors.lines(rows.getWarnings()));
  }

  static void columns(TranscriptWriter out, ResultSetMetaData columns) throws SQLException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      out.tell(
          "column %s (%s) %s %d %s, precision %d, scale %d, width %d, of %s.%s.%s, nullable %d, signed %s, case %s, currency %s"
              .formatted(
                  columns.getColumnLabel(i),
                  columns.getColumnName(i),
                  columns.getColumnTypeName(i),
                  columns.getColumnType(i),
                  columns.getColumnClassName(i),
                  columns.getPrecision(i),
                  columns.getScale(i),
                  columns.getColumnDisplaySize(i),
                  columns.getCatalogName(i),
                  columns.getSchemaName(i),
                  columns.getTableName(i),
                  columns.isNullable(i),
                  columns.isSigned(i),
                  columns.isCaseSensitive(i),
                  columns.isCurrency(i)));
    }
  }

  private String byEveryGetter(int column) {
    String values =
        GETTERS.stream()
            .map(getter -> getter.name() + " " + value(getter.getter(), column))
            .collect(Collectors.joining(", "));
    return "first row, column %d: %s".formatted(column, values);
  }

  private String value(Getter getter, int column) {
    try {
      return text(getter.get(rows, column));
    } catch (SQLException | RuntimeException e) {
      // Many getters don't fit many types: how a driver says so is part of what it shows.
      return "throws " + e.getMessage();
    }
  }

  /** A value with its class, and with what is in it. */
  static String text(@Nullable Object value) throws SQLException {
    if (value == null) {
      return "null";
    }
    String type = value.getClass().getSimpleName();
    if (value instanceof java.sql.Array array) {
      return "%s of %s %s".formatted(type, array.getBaseTypeName(), text(array.getArray()));
    }
    if (value.getClass().isArray()) {
      var elements = new ArrayList<String>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(text(Array.get(value, i)));
      }
      return type + elements;
    }
    if (value instanceof Map<?, ?> map) {
      var entries = new ArrayList<String>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.add(text(entry.getKey()) + "=" + text(entry.getValue()));
      }
      return type + entries;
    }
    return "%s %s".formatted(type, value);
  }
}

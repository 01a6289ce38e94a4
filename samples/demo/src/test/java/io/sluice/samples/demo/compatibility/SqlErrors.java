package io.sluice.samples.demo.compatibility;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that an exception of a JDBC driver tells. */
final class SqlErrors {
  private SqlErrors() {}

  static List<String> lines(SQLException first) {
    var lines = new ArrayList<String>();
    for (SQLException error = first; error != null; error = error.getNextException()) {
      lines.add(
          "error %d, state %s, %s: %s"
              .formatted(
                  error.getErrorCode(),
                  error.getSQLState(),
                  error.getClass().getName(),
                  error.getMessage()));
      if (error instanceof BatchUpdateException batch) {
        lines.add("  update counts " + Arrays.toString(batch.getUpdateCounts()));
      }
      for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
        lines.add("  because of %s: %s".formatted(cause.getClass().getName(), cause.getMessage()));
      }
    }
    return lines;
  }

  static List<String> lines(@Nullable SQLWarning first) {
    var lines = new ArrayList<String>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      lines.add(
          "warning %d, state %s: %s"
              .formatted(warning.getErrorCode(), warning.getSQLState(), warning.getMessage()));
    }
    return lines;
  }
}

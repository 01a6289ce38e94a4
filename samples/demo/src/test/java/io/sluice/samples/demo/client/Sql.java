package io.sluice.samples.demo.client;

import java.util.UUID;

/** Statements that all clients run, in words that both engines know. */
final class Sql {
  /** 120,350 rows in a fixed order, of several types, about 7 MB. */
  static final String MANY_ROWS =
      "SELECT orderkey, linenumber, x, quantity, extendedprice, shipdate, comment"
          + " FROM tpch.tiny.lineitem CROSS JOIN (VALUES 1, 2) AS t(x)"
          + " ORDER BY orderkey, linenumber, x";

  static final int MANY = 120_350;

  static final String FAILING = "SELECT nosuch FROM tpch.tiny.nation";

  static final String FAILURE = "line 1:8: Column 'nosuch' cannot be resolved";

  private Sql() {}

  /** Runs for minutes before its only row, and can be told from all others. */
  static Marked endless() {
    return marked("SELECT count(*) FROM %s WHERE a.orderkey + b.orderkey = -%d");
  }

  /** Gives rows at once and for minutes, and can be told from all others. */
  static Marked stream() {
    return marked("SELECT a.orderkey FROM %s WHERE a.orderkey + b.orderkey > -%d");
  }

  static String newTable() {
    return "memory.default.t" + UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * A statement that can be found among the queries of an engine.
   *
   * @param sql the statement
   * @param marker text that no other statement has
   */
  record Marked(String sql, String marker) {}

  private static Marked marked(String template) {
    long number = UUID.randomUUID().getMostSignificantBits() >>> 16;
    String sql = template.formatted("tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b", number);
    return new Marked(sql, "-" + number);
  }
}

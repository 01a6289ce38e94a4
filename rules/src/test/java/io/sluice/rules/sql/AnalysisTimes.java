package io.sluice.rules.sql;

import io.sluice.rules.fact.Sql;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how much CPU time analysis takes, for RATIONALE.md. No test: times vary too much for one.
 *
 * <p>Run its main method with the test classpath.
 */
final class AnalysisTimes {
  private static final String TYPICAL =
      """
      WITH recent AS (
        SELECT o.orderkey, o.custkey, o.totalprice, o.orderdate
        FROM hive.sales.orders o
        WHERE o.orderdate >= DATE '2026-01-01' AND o.orderstatus IN ('O', 'F')
      )
      SELECT c.nationkey, count(*) AS orders, sum(r.totalprice) AS total,
             rank() OVER (ORDER BY sum(r.totalprice) DESC) AS place
      FROM recent r JOIN hive.sales.customer c ON r.custkey = c.custkey
      WHERE c.mktsegment <> 'BUILDING' GROUP BY c.nationkey
      HAVING count(*) > 10 ORDER BY total DESC LIMIT 100\
      """;

  private AnalysisTimes() {}

  public static void main(String[] args) throws InterruptedException {
    // As the broker runs it: on a thread with 8 MB of stack.
    var thread = new Thread(null, AnalysisTimes::measure, "analysis", 8 << 20);
    thread.start();
    thread.join();
  }

  /** CPU time, as other work on the machine does not count in it. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void measure() {
    var analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);
    long start = cpuNanos();
    analyzer.warmUp();
    print("warm-up (cold)", 0, cpuNanos() - start, analyzer.analyze("", SqlContext.NONE));
    for (int i = 0; i < 5_000; i++) {
      analyzer.analyze(TYPICAL, SqlContext.NONE);
    }
    texts().forEach((name, text) -> measure(analyzer, name, text));
  }

  private static void measure(SqlAnalyzer analyzer, String name, String text) {
    int rounds = text.length() < 20_000 ? 500 : 7;
    long[] times = new long[rounds];
    Sql sql = analyzer.analyze(text, SqlContext.NONE);
    for (int i = 0; i < rounds; i++) {
      long start = cpuNanos();
      sql = analyzer.analyze(text, SqlContext.NONE);
      times[i] = cpuNanos() - start;
    }
    Arrays.sort(times);
    print(name, text.length(), times[rounds / 2], sql);
  }

  private static void print(String name, int length, long nanos, Sql sql) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %8d characters %10.3f ms  %s%n",
        name,
        length,
        nanos / 1e6,
        sql.parsed() ? "parsed" : sql.parseError().lines().findFirst().orElse(""));
  }

  private static Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("select 1", "select 1");
    texts.put("typical", TYPICAL);
    texts.put("typical, syntax error", TYPICAL + " garbage garbage");
    texts.put(
        "typical x 18",
        "select * from ("
            + String.join(") union all select * from (", Collections.nCopies(18, TYPICAL))
            + ")");
    texts.put("IN list, parsed", "select a from t where b in (1" + ", 12345".repeat(19_000) + ")");
    texts.put("values, parsed", "insert into t values (1, 'a')" + ", (1, 'a')".repeat(6_500));
    texts.put("concatenation, parsed", "select a" + " || b".repeat(19_000) + " from t");
    texts.put("union all, parsed", "select a from t" + " union all select a from t".repeat(7_000));
    texts.put("joins, parsed", "select a from t" + " join t on true".repeat(9_000));
    texts.put("negations, parsed", "select a from t where " + "not ".repeat(30_000) + "true");
    texts.put("lambdas, parsed", "select a from t where " + "x -> ".repeat(15_000) + "1");
    texts.put("dots", "select a" + ".a".repeat(19_000));
    texts.put("explains", "explain ".repeat(20_000) + "select 1");
    texts.put(
        "200 levels x 90",
        "select "
            + String.join(", ", Collections.nCopies(90, "(".repeat(200) + "1" + ")".repeat(200))));
    texts.put(
        "200 levels x 90, error at the end",
        "select "
            + String.join(", ", Collections.nCopies(90, "(".repeat(200) + "1" + ")".repeat(200)))
            + " 1 1");
    texts.put(
        "wide rows in 150 levels, error",
        "select " + "(1, ".repeat(150) + "1, ".repeat(18_000) + "1" + ")".repeat(150) + " 1 1");
    texts.put(
        "wide calls in 150 levels",
        "select " + "f(a => (1, ".repeat(75) + "a, ".repeat(18_000) + "1" + "))".repeat(75));
    texts.put(
        "IN list, error at the end",
        "select a from t where b in (1" + ", 12345".repeat(19_000) + ") 1 1");
    texts.put(
        "subqueries, 190 levels",
        "select * from t, " + "(select * from t, ".repeat(190) + "t" + ")".repeat(190));
    texts.put(
        "case, 190 levels", "select " + "case when a then ".repeat(190) + "1" + " end".repeat(190));
    texts.put("CTEs", "with a as (select 1)" + ctes(2_500) + " select * from a");
    texts.put("IN list, 1 MB", "select a from t where b in (1" + ", 123456".repeat(125_000) + ")");
    texts.put(
        "SELECTs, 1 MB",
        "select a, b from t join u on t.x = u.x where c = 'd' union ".repeat(16_500));
    texts.put("string, 1 MB", "select '" + "x".repeat(1_000_000) + "'");
    texts.put("other letters, 1 MB", "select '" + "漢".repeat(1_000_000));
    texts.put("parentheses, 1 MB", "(".repeat(1_000_000));
    texts.put("comments without end, 1 MB", "select a " + "/* ".repeat(330_000));
    texts.put(
        "SELECTs, 16 MB",
        "select a, b from t join u on t.x = u.x where c = 'd' union ".repeat(270_000));
    return texts;
  }

  private static String ctes(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(", a").append(i).append(" as (select * from t").append(i).append(')');
    }
    return text.toString();
  }
}

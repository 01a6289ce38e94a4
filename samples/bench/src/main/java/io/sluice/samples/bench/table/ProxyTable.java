package io.sluice.samples.bench.table;

import java.util.Map;
import java.util.Optional;

/** All figures of all proxies, and how they compare with those of one of them. */
public final class ProxyTable {
  private ProxyTable() {}

  /**
   * The table in Markdown.
   *
   * @param reference the proxy that ratios are to; without it they are left open
   */
  public static String text(Results results, String reference) {
    var table =
        new MarkdownTable(
            "workload, proxy",
            "requests/s",
            "lowest–highest",
            "p50 ms",
            "p99 ms",
            "CPU µs/request",
            "with its data base",
            "RSS MB",
            "allocated B/request",
            "errors",
            "requests/s to " + reference,
            "CPU to " + reference);
    for (String workload : results.workloads()) {
      Optional<Round> base = results.of(workload, reference);
      for (Map.Entry<String, Figures> row : results.rows(workload)) {
        add(table, workload + ", " + row.getKey(), row.getValue(), base);
      }
    }
    return table.text();
  }

  private static void add(
      MarkdownTable table, String name, Figures figures, Optional<Round> reference) {
    Round middle = figures.middle();
    table.row(
        name,
        Numbers.text(middle.rate()),
        Numbers.text(figures.slowest()) + "–" + Numbers.text(figures.fastest()),
        Numbers.text(middle.p50Millis()),
        Numbers.text(middle.p99Millis()),
        Numbers.text(middle.cpuMicros()),
        middle.databaseCpuMicros().isPresent()
            ? Numbers.text(middle.cpuMicros() + middle.databaseCpuMicros().getAsDouble())
            : "–",
        Numbers.text(middle.residentMegabytes()),
        Numbers.text(middle.allocatedBytes()),
        errors(middle.errors()),
        reference.map(base -> Numbers.ratio(middle.rate(), base.rate())).orElse("–"),
        reference.map(base -> Numbers.ratio(middle.cpuMicros(), base.cpuMicros())).orElse("–"));
  }

  /** A row with errors is no measurement; nobody shall overlook it. */
  static String errors(long errors) {
    return errors == 0 ? "0" : "**%d ERRORS**".formatted(errors);
  }
}

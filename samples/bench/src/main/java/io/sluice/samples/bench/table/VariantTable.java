package io.sluice.samples.bench.table;

/** Figures of one proxy, set up in several ways. */
public final class VariantTable {
  private final MarkdownTable table;

  /**
   * @param variants what differs from row to row
   */
  public VariantTable(String variants) {
    table =
        new MarkdownTable(
            variants,
            "requests/s",
            "lowest–highest",
            "p50 ms",
            "p99 ms",
            "CPU µs/request",
            "RSS MB",
            "allocated B/request",
            "errors");
  }

  /** Adds a row. */
  public void row(String variant, Figures figures) {
    Round middle = figures.middle();
    table.row(
        variant,
        Numbers.text(middle.rate()),
        Numbers.text(figures.slowest()) + "–" + Numbers.text(figures.fastest()),
        Numbers.text(middle.p50Millis()),
        Numbers.text(middle.p99Millis()),
        Numbers.text(middle.cpuMicros()),
        Numbers.text(middle.residentMegabytes()),
        Numbers.text(middle.allocatedBytes()),
        ProxyTable.errors(middle.errors()));
  }

  /** The table in Markdown. */
  public String text() {
    return table.text();
  }
}

package io.sluice.samples.bench.table;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What Sluice may cost beside what others cost, and whether it does. */
public final class Budget {
  private static final String SLUICE = "Sluice";
  private static final String HAPROXY = "HAProxy";
  private static final String TRINO_GATEWAY = "Trino Gateway";

  private static final List<Line> LINES =
      List.of(
          atMost("poll: CPU per request", "poll", Round::cpuMicros, HAPROXY, 2.5),
          atLeast("poll: requests/s", "poll", Round::rate, TRINO_GATEWAY, 3),
          atLeast("statement: requests/s", "statement", Round::rate, TRINO_GATEWAY, 25),
          atMost("statement: CPU per request", "statement", Round::cpuMicros, HAPROXY, 12),
          atLeast("page of 1 MB: requests/s", "page", Round::rate, HAPROXY, 0.8),
          atLeast("page of 1 MB in chunks: requests/s", "chunks", Round::rate, HAPROXY, 0.8));

  private Budget() {}

  /**
   * One promise.
   *
   * @param atMost whether the ratio may be no more than the limit, else no less
   */
  private record Line(
      String what,
      String workload,
      ToDoubleFunction<Round> figure,
      String peer,
      double limit,
      boolean atMost) {

    /** Sluice's figure divided by the peer's; empty when one of them wasn't measured. */
    Optional<Double> ratio(Results results) {
      return results
          .of(workload, SLUICE)
          .flatMap(ours ->
              results
                  .of(workload, peer)
                  .map(theirs -> figure.applyAsDouble(ours) / figure.applyAsDouble(theirs)));
    }

    boolean clean(Results results) {
      return results.of(workload, SLUICE).filter(round -> round.errors() == 0).isPresent()
          && results.of(workload, peer).filter(round -> round.errors() == 0).isPresent();
    }
  }

  /** Each promise with what was measured, in Markdown. */
  public static String text(Results results) {
    var table = new MarkdownTable("budget", "limit", "measured", "verdict");
    for (Line line : LINES) {
      Optional<Double> ratio = line.ratio(results);
      table.row(
          line.what(),
          (line.atMost() ? "≤ " : "≥ ") + Numbers.text(line.limit()) + " × " + line.peer(),
          ratio.map(measured -> Numbers.text(measured) + " ×").orElse("–"),
          ratio
              .map(measured -> verdict(line, measured, line.clean(results)))
              .orElse("not measured"));
    }
    return table.text();
  }

  private static String verdict(Line line, double ratio, boolean clean) {
    if (!clean) {
      return "**no verdict: errors**";
    }
    boolean met = line.atMost() ? ratio <= line.limit() : ratio >= line.limit();
    return met ? "met" : "**missed**";
  }

  private static Line atMost(
      String what, String workload, ToDoubleFunction<Round> figure, String peer, double limit) {
    return new Line(what, workload, figure, peer, limit, true);
  }

  private static Line atLeast(
      String what, String workload, ToDoubleFunction<Round> figure, String peer, double limit) {
    return new Line(what, workload, figure, peer, limit, false);
  }
}

package io.sluice.samples.bench.table;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether what a process uses grows: the mean of the last quarter of the minutes beside that of the
 * first quarter.
 *
 * @param flat whether all of it is within the limits, without errors
 * @param text the comparison in Markdown
 */
public record SoakVerdict(boolean flat, String text) {
  /** Fewer say nothing about growth. */
  private static final int FEWEST_MINUTES = 4;

  /**
   * What may grow by how much.
   *
   * @param share by this share of the first quarter's mean
   * @param extra and by so much more
   */
  private record Limit(
      String what, ToDoubleFunction<SoakMinute> figure, double share, double extra) {
    boolean kept(double first, double last) {
      return last <= first * (1 + share) + extra;
    }

    String text() {
      return "+%s %% + %s".formatted(Numbers.text(share * 100), Numbers.text(extra));
    }
  }

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("RSS MB", SoakMinute::residentMegabytes, 0.1, 10),
          new Limit("heap after collection MB", SoakMinute::heapMegabytes, 0.1, 10),
          new Limit("threads", SoakMinute::threads, 0, 5),
          new Limit("open files", SoakMinute::openFiles, 0.1, 20));

  /** The verdict on a soak; with fewer than four minutes there is none, so it isn't flat. */
  public static SoakVerdict of(List<SoakMinute> minutes) {
    if (minutes.size() < FEWEST_MINUTES) {
      return new SoakVerdict(
          false, "no verdict: %d minutes (expected: at least 4)%n".formatted(minutes.size()));
    }
    int quarter = minutes.size() / 4;
    var table =
        new MarkdownTable("mean", "first quarter", "last quarter", "may grow by", "verdict");
    boolean flat = true;
    for (Limit limit : LIMITS) {
      double first = mean(minutes.subList(0, quarter), limit.figure());
      double last = mean(minutes.subList(minutes.size() - quarter, minutes.size()), limit.figure());
      boolean kept = limit.kept(first, last);
      flat &= kept;
      table.row(
          limit.what(),
          Numbers.text(first),
          Numbers.text(last),
          limit.text(),
          kept ? "flat" : "**grows**");
    }
    long errors = minutes.stream().mapToLong(SoakMinute::errors).sum();
    table.row("errors, all", "–", Long.toString(errors), "0", errors == 0 ? "none" : "**errors**");
    return new SoakVerdict(flat && errors == 0, table.text());
  }

  private static double mean(List<SoakMinute> minutes, ToDoubleFunction<SoakMinute> figure) {
    return minutes.stream().mapToDouble(figure).average().orElseThrow();
  }
}

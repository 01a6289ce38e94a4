package io.sluice.broker.command;

import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruletest.TestReport;
import io.sluice.rules.ruletest.TestResult;
import io.sluice.rules.ruletest.Unmet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints the tests of rules while they run, and what came of them. For one run on one thread. */
final class TestPrinter {
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final PrintWriter out;
  private final Path directory;
  private final Detail detail;
  private String group = "";
  private int ran;
  private Duration spent = Duration.ZERO;
  private boolean progressShown;

  /** How much to print. */
  enum Detail {
    /** Failures and the summary. */
    QUIET,
    /** Each test, as well. */
    USUAL,
    /** What rules decided in each of them and why, as well. */
    VERBOSE
  }

  TestPrinter(Terminal terminal, Path directory, Detail detail) {
    this.terminal = terminal;
    this.out = terminal.out();
    this.directory = directory;
    this.detail = detail;
  }

  /** Prints one test that has run. */
  void done(TestResult result) {
    ran++;
    spent = spent.plus(result.time());
    if (detail == Detail.QUIET) {
      progress();
      return;
    }
    if (!result.id().file().equals(group)) {
      group = result.id().file();
      out.println(terminal.bold(group));
    }
    String mark = result.passed() ? terminal.green("✓") : terminal.red("✗");
    out.printf("  %s %s%s%n", mark, result.id().name(), slow(result.time()));
    if (detail == Detail.VERBOSE) {
      result.why().forEach(line -> out.println("      " + terminal.faint(line)));
    }
    out.flush();
  }

  private static String slow(Duration time) {
    return time.compareTo(Duration.ofMillis(100)) >= 0 ? " (" + seconds(time) + ")" : "";
  }

  /** A line that is written over: only where someone looks at it, and only when it takes long. */
  private void progress() {
    if (terminal.ansi().enabled() && spent.compareTo(LONG) >= 0) {
      out.print(CLEAR_LINE + Words.count(ran, "test") + " so far …");
      out.flush();
      progressShown = true;
    }
  }

  /** Prints the failures, the rules that no test covers, and the sum of it all. */
  void finished(TestReport report) {
    if (progressShown) {
      out.print(CLEAR_LINE);
    }
    List<TestResult> failed = report.results().stream().filter(it -> !it.passed()).toList();
    failed.forEach(this::failure);
    if (!report.results().isEmpty()) {
      out.println();
    }
    out.println(coverage(report));
    out.println(summary(report));
    out.flush();
  }

  private void failure(TestResult result) {
    out.println();
    out.printf(
        "%s %s%n  at %s:%d:%d%n",
        terminal.red("✗"),
        terminal.bold(result.id().name()),
        directory.resolve(result.id().file()),
        result.id().line(),
        result.id().column());
    for (Unmet unmet : result.unmet()) {
      out.println("  " + unmet.key());
      out.println("    expected  " + terminal.green(unmet.expected()));
      out.println("    but was   " + terminal.red(unmet.actual()));
    }
    result.why().forEach(line -> out.println("  " + line));
  }

  private String coverage(TestReport report) {
    int rules = report.rules().size();
    List<RuleInfo> uncovered = report.uncovered();
    String sum =
        "%d of %s covered"
            .formatted(rules - uncovered.size(), rules == 1 ? "1 rule is" : rules + " rules are");
    return uncovered.isEmpty()
        ? sum
        : sum
            + "; not: "
            + uncovered.stream()
                .map(rule -> "'%s' (%s)".formatted(rule.name(), rule.place()))
                .collect(Collectors.joining(", "));
  }

  private String summary(TestReport report) {
    String passed = report.passed() + " passed";
    String failed = report.failed() + " failed";
    return "%s: %s, %s, in %s"
        .formatted(
            Words.count(report.results().size(), "test"),
            report.passed() > 0 ? terminal.green(passed) : passed,
            report.failed() > 0 ? terminal.red(failed) : failed,
            seconds(report.time()));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }
}

package io.sluice.rules.lint;

import java.time.LocalDateTime;
import java.util.List;

/** Rules that never fire, or not any longer. */
final class Validity {
  private static final int SOON_DAYS = 14;

  private final Report report;
  private final LocalDateTime now;

  Validity(Report report, LocalDateTime now) {
    this.report = report;
    this.now = now;
  }

  void inspect(List<Subject> rules) {
    rules.forEach(this::inspect);
  }

  private void inspect(Subject rule) {
    if (rule.worlds().isEmpty()) {
      report.warn(
          rule,
          Code.NEVER_FIRES,
          "its conditions contradict each other: no statement fulfils all of them%s (expected: conditions that can be true together)"
              .formatted(Contradiction.of(rule)));
    }
    if (rule.endsBeforeItBegins()) {
      report.warn(
          rule,
          Code.NEVER_FIRES,
          "date-expires %s is not after date-effective %s (expected: the other way round)"
              .formatted(
                  rule.rule().expires().orElseThrow(), rule.rule().effective().orElseThrow()));
      return;
    }
    if (!rule.rule().enabled()) {
      report.tell(
          rule, Code.DISABLED, "it is switched off (expected: enabled true, or no such rule)");
    }
    rule.rule().expires().ifPresent(until -> inspect(rule, until));
  }

  private void inspect(Subject rule, LocalDateTime until) {
    if (!now.isBefore(until)) {
      report.warn(
          rule,
          Code.EXPIRED,
          "it expired at %s (expected: a later date-expires, or no such rule)".formatted(until));
    } else if (!now.plusDays(SOON_DAYS).isBefore(until)) {
      report.tell(
          rule, Code.EXPIRES_SOON, "it expires at %s, within %d days".formatted(until, SOON_DAYS));
    }
  }
}

package io.sluice.broker.command;

import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.ruleset.TracedRule.Finding;
import io.sluice.rules.ruleset.TracedRule.Missed;
import java.util.List;
import java.util.stream.Collectors;

/** The rules that did not fire as a reader of rules wants to see them: a line each, and why. */
final class TraceText {
  private static final int MOST_SHOWN = 20;

  private TraceText() {}

  /** What did not fire; empty when everything did. */
  static String notMatched(List<TracedRule> trace, boolean all) {
    List<TracedRule> missed =
        trace.stream().filter(rule -> !(rule.finding() instanceof TracedRule.Matched)).toList();
    if (missed.isEmpty()) {
      return "";
    }
    long shown = all ? missed.size() : MOST_SHOWN;
    String lines =
        missed.stream()
            .limit(shown)
            .map(rule ->
                "  %s (%s): %s%n"
                    .formatted(rule.rule().name(), rule.rule().place(), reason(rule.finding())))
            .collect(Collectors.joining());
    String more =
        missed.size() <= shown
            ? ""
            : "  … and %d more; --all shows them%n".formatted(missed.size() - shown);
    return "Not matched%n".formatted() + lines + more;
  }

  /** All about one rule. */
  static String of(TracedRule rule) {
    var text = new StringBuilder();
    text.append(
        "%-12s %s (%s, salience %d)%n"
            .formatted("Rule", rule.rule().name(), rule.rule().place(), rule.rule().salience()));
    rule.rule()
        .metadata()
        .forEach((name, value) -> text.append("     @%s %s%n".formatted(name, value)));
    if (rule.finding() instanceof TracedRule.NotMatched(List<Missed> missed)) {
      missed.forEach(miss -> text.append(missed(rule, miss)));
    } else {
      text.append("%-12s %s%n".formatted("Result", reason(rule.finding())));
    }
    return text.toString();
  }

  private static String missed(TracedRule rule, Missed missed) {
    String constraint =
        missed.constraint().isEmpty()
            ? ""
            : "%-12s %s%n".formatted("Fails at", missed.constraint());
    return "%-12s %s%n".formatted("Not matched", missed.condition())
        + constraint
        + "%-12s %s:%d:%d%n"
            .formatted("Place", rule.rule().place().file(), missed.line(), missed.column())
        + "%-12s %s%n".formatted("Because", missed.because());
  }

  private static String reason(Finding finding) {
    return switch (finding) {
      case TracedRule.Matched _ -> "matched";
      case TracedRule.NotMatched(List<Missed> missed) ->
          missed.stream().map(TraceText::reason).collect(Collectors.joining("; and "));
      case TracedRule.Disabled _ -> "disabled (enabled false)";
      case TracedRule.NotYetEffective(var from) -> "not before %s (date-effective)".formatted(from);
      case TracedRule.Expired(var since) -> "expired at %s (date-expires)".formatted(since);
      case TracedRule.Failed(String problem) -> problem;
      case TracedRule.Undecided(String limit) -> "not told: " + limit;
    };
  }

  private static String reason(Missed missed) {
    boolean only =
        missed.constraint().isEmpty()
            || missed.condition().endsWith("(" + missed.constraint() + ")");
    String condition =
        only ? missed.condition() : missed.constraint() + " of " + missed.condition();
    return "%s in line %d: %s".formatted(condition, missed.line(), missed.because());
  }
}

package io.sluice.admin.rule;

import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.ruleset.TracedRule.Missed;
import java.util.List;

/**
 * What one rule of the set made of a statement: {@link TracedRule} on the wire.
 *
 * @param name its name, unique in the set
 * @param file its file below the rules directory
 * @param line the line of its {@code rule} keyword, from 1
 * @param salience its salience
 * @param status what it made of it
 * @param because why it did not match, where that is no condition; else empty
 * @param missed the condition that was missed first; one for each alternative of an {@code or}
 */
public record TracedRuleView(
    String name,
    String file,
    int line,
    int salience,
    TraceStatus status,
    String because,
    List<MissedView> missed) {
  public TracedRuleView {
    missed = List.copyOf(missed);
  }

  /**
   * A condition that is not fulfilled.
   *
   * @param condition the pattern's text
   * @param line where it stands, from 1
   * @param column where it stands, from 1
   * @param constraint what fails inside of the pattern; empty when it is the pattern as a whole
   * @param because what was found instead, such as {@code hour was 10}
   */
  public record MissedView(
      String condition, int line, int column, String constraint, String because) {

    static MissedView of(Missed missed) {
      return new MissedView(
          missed.condition(),
          missed.line(),
          missed.column(),
          missed.constraint(),
          missed.because());
    }
  }

  public static TracedRuleView of(TracedRule traced) {
    RuleInfo rule = traced.rule();
    return switch (traced.finding()) {
      case TracedRule.Matched _ -> of(rule, TraceStatus.MATCHED, "", List.of());
      case TracedRule.NotMatched(List<Missed> missed) ->
          of(rule, TraceStatus.NOT_MATCHED, "", missed);
      case TracedRule.Disabled _ -> of(rule, TraceStatus.DISABLED, "enabled false", List.of());
      case TracedRule.NotYetEffective(var from) ->
          of(rule, TraceStatus.NOT_YET_EFFECTIVE, "date-effective " + from, List.of());
      case TracedRule.Expired(var since) ->
          of(rule, TraceStatus.EXPIRED, "date-expires " + since, List.of());
      case TracedRule.Failed(String problem) -> of(rule, TraceStatus.FAILED, problem, List.of());
      case TracedRule.Undecided(String limit) -> of(rule, TraceStatus.UNDECIDED, limit, List.of());
    };
  }

  private static TracedRuleView of(
      RuleInfo rule, TraceStatus status, String because, List<Missed> missed) {
    return new TracedRuleView(
        rule.name(),
        rule.place().file(),
        rule.place().line(),
        rule.salience(),
        status,
        because,
        missed.stream().map(MissedView::of).toList());
  }
}

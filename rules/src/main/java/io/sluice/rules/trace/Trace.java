package io.sluice.rules.trace;

import io.sluice.rules.fact.Facts;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.Deadline;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.ruleset.TracedRule.Finding;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Looks at one statement with the eyes of each rule, without an engine: conditions in the order in
 * which they are written, facts in the order in which they come. So it can say which condition was
 * missed, which an engine that shares and sorts conditions can't.
 *
 * <p>Bounded by count and time for each rule and by time for all; what can't be told within the
 * bounds is said to be undecided.
 */
public final class Trace {
  private static final int RULE_BUDGETS = 20;

  private final FactsByType facts;
  private final LocalDateTime now;
  private final Duration ruleBudget;
  private final LongSupplier nanoTime;

  /**
   * @param facts the statement
   * @param ruleBudget how long one rule may take; all together take twenty times that at most
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public Trace(Facts facts, Duration ruleBudget, LongSupplier nanoTime) {
    this.facts = new FactsByType(facts);
    this.now = facts.moment().date().atTime(facts.moment().time());
    this.ruleBudget = ruleBudget;
    this.nanoTime = nanoTime;
  }

  /** What each of the rules makes of the statement, in the order in which they decide. */
  public List<TracedRule> of(List<CheckedRule> rules) {
    long start = nanoTime.getAsLong();
    return rules.stream()
        .sorted(Comparator.comparing(CheckedRule::speaker))
        .map(rule -> new TracedRule(rule.info(), finding(rule, start)))
        .toList();
  }

  private Finding finding(CheckedRule rule, long start) {
    if (!rule.enabled()) {
      return new TracedRule.Disabled();
    }
    if (rule.effective().filter(now::isBefore).isPresent()) {
      return new TracedRule.NotYetEffective(rule.effective().get());
    }
    if (rule.expires().filter(until -> !now.isBefore(until)).isPresent()) {
      return new TracedRule.Expired(rule.expires().get());
    }
    long ruleStart = nanoTime.getAsLong();
    if (ruleStart - start > ruleBudget.multipliedBy(RULE_BUDGETS).toNanos()) {
      return new TracedRule.Undecided("the rules before it took too long");
    }
    var deadline = new Deadline(nanoTime, ruleStart, ruleBudget.toNanos());
    return ScopedValue.where(Deadline.CURRENT, deadline)
        .call(() -> new Search(rule, facts, deadline).finding());
  }
}

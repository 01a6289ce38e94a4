package io.sluice.broker.deciding;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * How each rule of the set in force has fared with the statements of clients; dry runs don't count.
 * Begins anew with each set that comes into force. Safe for use by many threads, and cheap: an
 * adder for each event of a rule that fired.
 */
public final class RuleCounters {
  private final Supplier<RuleSet> active;
  private final AtomicReference<Tally> current;

  /**
   * @param active the rules that decide now
   */
  public RuleCounters(Supplier<RuleSet> active) {
    this.active = active;
    this.current = new AtomicReference<>(new Tally(active.get()));
  }

  /** What can become of a rule. */
  public enum Event {
    /** It fired. */
    MATCHED,
    /** Its word decided. */
    WON,
    /** It fired, and some word of it had no effect. */
    OVERRULED,
    /** It, and another of its salience or it alone, wanted different groups. */
    AMBIGUOUS,
    /** It threw. */
    FAILED,
    /** The budget was spent while it was at work. */
    OVER_BUDGET,
    /** It fired most often when the limit of firings was reached. */
    FIRING_LIMIT
  }

  private static final class Tally {
    private final RuleSet rules;
    private final Map<String, Map<Event, LongAdder>> byRule = new HashMap<>();

    Tally(RuleSet rules) {
      this.rules = rules;
      for (RuleInfo rule : rules.rules()) {
        Map<Event, LongAdder> events = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
          events.put(event, new LongAdder());
        }
        byRule.put(rule.name(), events);
      }
    }

    void add(String rule, Event event) {
      Map<Event, LongAdder> events = byRule.get(rule);
      LongAdder count = events == null ? null : events.get(event);
      if (count != null) {
        count.increment();
      }
    }
  }

  private Tally tally() {
    RuleSet rules = active.get();
    return current.updateAndGet(tally -> tally.rules.equals(rules) ? tally : new Tally(rules));
  }

  /** Counts what rules have said of a client's statement, if they are those in force. */
  public void count(Verdict verdict) {
    Explanation explanation = verdict.explanation();
    Tally tally = tally();
    if (!explanation.version().equals(tally.rules.version())) {
      return;
    }
    explanation.winner().ifPresent(rule -> tally.add(rule, Event.WON));
    boolean ambiguous = explanation.flags().contains(Flag.AMBIGUOUS);
    int top = salienceOfWinner(explanation);
    for (FiredRule rule : explanation.fired()) {
      tally.add(rule.name(), Event.MATCHED);
      if (!rule.overruled().isEmpty()) {
        tally.add(rule.name(), Event.OVERRULED);
      }
      boolean wins = explanation.winner().filter(rule.name()::equals).isPresent();
      if (ambiguous && rule.salience() == top && (wins || !rule.overruled().isEmpty())) {
        tally.add(rule.name(), Event.AMBIGUOUS);
      }
    }
    explanation
        .offender()
        .ifPresent(rule -> explanation.flags().forEach(flag -> blame(tally, rule, flag)));
  }

  private static int salienceOfWinner(Explanation explanation) {
    return explanation.fired().stream()
        .filter(rule -> explanation.winner().filter(rule.name()::equals).isPresent())
        .mapToInt(FiredRule::salience)
        .findFirst()
        .orElse(0);
  }

  private static void blame(Tally tally, String rule, Flag flag) {
    switch (flag) {
      case RULE_FAILED -> tally.add(rule, Event.FAILED);
      case OVER_BUDGET -> tally.add(rule, Event.OVER_BUDGET);
      case FIRING_LIMIT -> tally.add(rule, Event.FIRING_LIMIT);
      case AMBIGUOUS, UNKNOWN_TARGET -> {}
    }
  }

  /** How often each event has happened to a rule since the rules in force came into force. */
  public Map<Event, Long> of(String rule) {
    Map<Event, Long> counts = new EnumMap<>(Event.class);
    Map<Event, LongAdder> events = tally().byRule.getOrDefault(rule, Map.of());
    for (Event event : Event.values()) {
      LongAdder adder = events.get(event);
      counts.put(event, adder == null ? 0 : adder.sum());
    }
    return counts;
  }
}

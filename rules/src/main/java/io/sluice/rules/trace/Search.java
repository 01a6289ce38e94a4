package io.sluice.rules.trace;

import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Deadline;
import io.sluice.rules.language.OverBudget;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.ruleset.TracedRule.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Looks for facts that fulfil one rule, and remembers what came furthest when there are none.
 *
 * <p>Goes through the combinations of facts one by one: the first that fulfils all conditions is
 * enough. Each method goes on with {@code next} once its own part is fulfilled, and comes back for
 * another combination when that fails.
 */
final class Search {
  private static final int MOST_SLOTS = 64;
  private static final int MOST_STEPS = 200_000;

  private final Condition condition;
  private final String file;
  private final FactsByType facts;
  private final Deadline deadline;
  private final Object[] found = new Object[MOST_SLOTS];
  private Misses misses;
  private int steps;

  Search(CheckedRule rule, FactsByType facts, Deadline deadline) {
    this.condition = rule.condition();
    this.file = rule.speaker().place().file();
    this.facts = facts;
    this.deadline = deadline;
    this.misses = new Misses(file);
  }

  Finding finding() {
    try {
      return fulfilled(condition, () -> true)
          ? new TracedRule.Matched()
          : new TracedRule.NotMatched(misses.furthest());
    } catch (TooManySteps e) {
      return new TracedRule.Undecided("more than %d combinations of facts".formatted(MOST_STEPS));
    } catch (OverBudget e) {
      return new TracedRule.Undecided("its conditions took too long");
    } catch (ArithmeticException | IllegalStateException e) {
      return new TracedRule.Failed("a condition failed: " + e.getMessage());
    }
  }

  private boolean fulfilled(Condition part, BooleanSupplier next) {
    return switch (part) {
      case Condition.Pattern pattern -> pattern(pattern, next);
      case Condition.All(List<Condition> parts) -> all(parts, next);
      case Condition.Any any -> any(any, next);
      case Condition.Not not -> {
        if (quietly(not.part())) {
          misses.present(not, found);
          yield false;
        }
        yield next.getAsBoolean();
      }
      case Condition.Exists(Condition inner) -> fulfilled(inner, () -> true) && next.getAsBoolean();
    };
  }

  private boolean all(List<Condition> parts, BooleanSupplier next) {
    return parts.isEmpty()
        ? next.getAsBoolean()
        : fulfilled(parts.getFirst(), () -> all(parts.subList(1, parts.size()), next));
  }

  private boolean pattern(Condition.Pattern pattern, BooleanSupplier next) {
    List<Object> candidates = facts.of(pattern.type());
    var attempt = new Attempt(pattern, candidates.size());
    for (Object fact : candidates) {
      step();
      found[pattern.slot()] = fact;
      int failing = attempt.firstFailing(fact, found);
      if (failing < 0 && next.getAsBoolean()) {
        return true;
      }
      // What comes after this pattern has looked at other facts meanwhile.
      found[pattern.slot()] = fact;
    }
    if (!attempt.anyFits()) {
      misses.missed(attempt);
    }
    return false;
  }

  /** Each branch remembers for itself, so that all of them can be told. */
  private boolean any(Condition.Any any, BooleanSupplier next) {
    Misses outer = misses;
    var alternatives = new ArrayList<Misses>();
    for (Condition part : any.parts()) {
      var inner = new Misses(file);
      misses = inner;
      boolean fulfilled =
          fulfilled(
              part,
              () -> {
                misses = outer;
                inner.pass();
                boolean rest = next.getAsBoolean();
                misses = inner;
                return rest;
              });
      misses = outer;
      if (fulfilled) {
        return true;
      }
      alternatives.add(inner);
    }
    if (alternatives.stream().noneMatch(Misses::isPassed)) {
      misses.missedAll(any, alternatives);
    }
    return false;
  }

  /** Whether a part is fulfilled, when its not being so is no miss. */
  private boolean quietly(Condition part) {
    Misses outer = misses;
    misses = new Misses(file);
    boolean fulfilled = fulfilled(part, () -> true);
    misses = outer;
    return fulfilled;
  }

  private void step() {
    deadline.step();
    if (++steps > MOST_STEPS) {
      throw new TooManySteps();
    }
  }

  /** Ends a search that goes through too many combinations; caught where it began. */
  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many combinations", null, false, false);
    }
  }
}

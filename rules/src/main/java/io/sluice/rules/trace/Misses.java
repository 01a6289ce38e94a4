package io.sluice.rules.trace;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Source;
import io.sluice.rules.ruleset.TracedRule.Missed;
import java.util.List;
import java.util.function.Supplier;

/** Remembers, of all conditions that were missed, the one that comes last in the rule. */
final class Misses {
  private static final long POSITIONS_IN_A_PATTERN = 10_000;

  private final String file;
  private long position = -1;
  private Supplier<List<Missed>> furthest = List::of;
  private boolean passed;

  /**
   * @param file the rule's file
   */
  Misses(String file) {
    this.file = file;
  }

  /** What is remembered. */
  List<Missed> furthest() {
    return furthest.get();
  }

  /** Notes that everything was fulfilled, whatever came after it. */
  void pass() {
    passed = true;
  }

  boolean isPassed() {
    return passed;
  }

  /** No fact fulfils a pattern. */
  void missed(Attempt attempt) {
    if (isFurther(position(attempt.pattern()) + attempt.furthest() + 1)) {
      furthest = () -> List.of(missedPattern(attempt));
    }
  }

  private Missed missedPattern(Attempt attempt) {
    Condition.Pattern pattern = attempt.pattern();
    String text = pattern.source().text();
    if (attempt.furthest() < 0) {
      return missed(pattern.source(), text, "", attempt.because());
    }
    Source failing = pattern.constraints().get(attempt.furthest()).source();
    return missed(failing, text, failing.text(), attempt.because());
  }

  /** There is what must not be. */
  void present(Condition.Not not, Object[] found) {
    if (isFurther(position(not))) {
      Source source = Conditions.source(not);
      Missed missed = missed(source, source.text(), "", Conditions.found(not.part(), found));
      furthest = () -> List.of(missed);
    }
  }

  /** No alternative is fulfilled. */
  void missedAll(Condition.Any any, List<Misses> alternatives) {
    if (isFurther(position(any))) {
      furthest = () -> alternatives.stream().flatMap(misses -> misses.furthest().stream()).toList();
    }
  }

  private boolean isFurther(long here) {
    boolean further = here > position;
    position = Math.max(here, position);
    return further;
  }

  private Missed missed(Source source, String condition, String constraint, String because) {
    return new Missed(condition, file, source.line(), source.column(), constraint, because);
  }

  /** Slots are numbered in the order of the rule's text. */
  private static long position(Condition condition) {
    return Conditions.patterns(condition).mapToInt(Condition.Pattern::slot).min().orElse(0)
        * POSITIONS_IN_A_PATTERN;
  }
}

package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Outcome.Route;
import io.sluice.rules.decision.Verdict;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** In which effect on a statement two verdicts differ. Notes have none, and are not compared. */
public enum Difference {
  OUTCOME,
  GROUP,
  FALLBACKS,
  STRICT,
  PIN,
  SELECTION,
  MESSAGE,
  SESSION,
  TAGS,
  PRIORITY,
  MAX_QUEUED;

  /** All differences; empty when the statement would not notice. */
  static Set<Difference> between(Verdict one, Verdict other) {
    Set<Difference> found = outcomes(one.outcome(), other.outcome());
    add(found, SESSION, one, other, Verdict::session);
    add(found, TAGS, one, other, Verdict::addedTags);
    add(found, PRIORITY, one, other, Verdict::priority);
    add(found, MAX_QUEUED, one, other, Verdict::maxQueued);
    return found;
  }

  private static Set<Difference> outcomes(Outcome one, Outcome other) {
    Set<Difference> found = EnumSet.noneOf(Difference.class);
    if (one instanceof Route route && other instanceof Route second) {
      add(found, GROUP, route, second, Route::group);
      add(found, FALLBACKS, route, second, Route::fallbacks);
      add(found, STRICT, route, second, Route::strict);
      add(found, PIN, route, second, Route::pin);
      add(found, SELECTION, route, second, Route::selection);
    } else if (one instanceof Outcome.Reject reject && other instanceof Outcome.Reject second) {
      add(found, MESSAGE, reject, second, Outcome.Reject::message);
    } else if (!one.equals(other)) {
      found.add(OUTCOME);
    }
    return found;
  }

  private static <T> void add(
      Set<Difference> found, Difference difference, T one, T other, Function<T, Object> part) {
    if (!Objects.equals(part.apply(one), part.apply(other))) {
      found.add(difference);
    }
  }
}

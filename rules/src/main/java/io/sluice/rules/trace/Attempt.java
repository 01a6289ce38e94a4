package io.sluice.rules.trace;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One pattern tried on all facts of its kind, for one combination of the facts before it. */
final class Attempt {
  private static final int MOST_FACTS = 4;

  private final Condition.Pattern pattern;
  private final int candidates;
  // What a fact lacks is put into words only when somebody wants to read it.
  private final List<Supplier<String>> samples = new ArrayList<>();
  private boolean fits;
  private int furthest = -1;

  Attempt(Condition.Pattern pattern, int candidates) {
    this.pattern = pattern;
    this.candidates = candidates;
  }

  /** The first constraint that the fact does not fulfil; -1 when it fulfils all. */
  int firstFailing(Object fact, Object[] found) {
    List<Constraint> constraints = pattern.constraints();
    for (int i = 0; i < constraints.size(); i++) {
      Constraint constraint = constraints.get(i);
      if (!constraint.test().evaluation().holds(fact, found)) {
        furthest = Math.max(furthest, i);
        if (!fits && samples.size() < MOST_FACTS) {
          Object[] then = found.clone();
          samples.add(() -> Values.read(List.of(constraint), fact, then));
        }
        return i;
      }
    }
    fits = true;
    return -1;
  }

  boolean anyFits() {
    return fits;
  }

  Condition.Pattern pattern() {
    return pattern;
  }

  /** The constraint that no fact came beyond; -1 when there were no facts. */
  int furthest() {
    return furthest;
  }

  /** What was found instead. */
  String because() {
    String kind = pattern.type().name();
    if (candidates == 0) {
      return "there is no %s fact".formatted(kind);
    }
    if (!pattern.type().several()) {
      return samples.getFirst().get();
    }
    String more = candidates > samples.size() ? "; …" : "";
    return samples.stream()
        .map(Supplier::get)
        .distinct()
        .collect(
            Collectors.joining(
                "; ",
                candidates == 1
                    ? "the only %s fact: ".formatted(kind)
                    : "none of %d %s facts: ".formatted(candidates, kind),
                more));
  }
}

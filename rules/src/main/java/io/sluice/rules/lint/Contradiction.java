package io.sluice.rules.lint;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import java.util.List;
import java.util.Optional;

/** Finds the conditions that make a rule impossible, for its message. */
final class Contradiction {
  private Contradiction() {}

  /** {@code : hour > 5 and hour < 3}; empty when it takes several patterns to see it. */
  static String of(Subject rule) {
    return rule.patterns()
        .flatMap(pattern -> of(pattern).stream())
        .findFirst()
        .map(": %s"::formatted)
        .orElse("");
  }

  private static Optional<String> of(Condition.Pattern pattern) {
    List<Constraint> constraints = pattern.constraints();
    for (int i = 0; i < constraints.size(); i++) {
      if (isImpossible(pattern, List.of(constraints.get(i)))) {
        return Optional.of(constraints.get(i).source().text() + " is never true");
      }
      for (int j = 0; j < i; j++) {
        if (isImpossible(pattern, List.of(constraints.get(i), constraints.get(j)))) {
          return Optional.of(
              constraints.get(j).source().text() + " and " + constraints.get(i).source().text());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isImpossible(Condition.Pattern pattern, List<Constraint> some) {
    return Shapes.of(new Condition.Pattern(pattern.type(), pattern.slot(), some, pattern.source()))
        .isImpossible();
  }
}

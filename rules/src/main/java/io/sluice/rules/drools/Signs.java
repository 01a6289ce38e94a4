package io.sluice.rules.drools;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Operator;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which patterns are found by signs. The engine looks up what is compared with {@code ==}; what it
 * would have to test one by one, such as lists and beginnings of texts, is looked up by signs.
 */
final class Signs {
  private Signs() {}

  /** The condition whose signs find the pattern's fact; empty when the engine does as well. */
  static Optional<Constraint> best(Condition.Pattern pattern) {
    if (!pattern.type().perStatement() || pattern.constraints().stream().anyMatch(Signs::isEqual)) {
      return Optional.empty();
    }
    return pattern.constraints().stream()
        .filter(constraint -> !constraint.lookups().isEmpty())
        .min(Comparator.comparingInt(constraint -> constraint.lookups().size()));
  }

  private static boolean isEqual(Constraint constraint) {
    return constraint
        .key()
        .filter(key -> key.operator() == Operator.EQUAL && key.other().isConstant())
        .isPresent();
  }
}

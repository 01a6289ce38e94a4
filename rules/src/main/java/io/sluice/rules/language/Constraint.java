package io.sluice.rules.language;

import java.util.Optional;

/**
 * One condition of a pattern.
 *
 * @param test is true when it is fulfilled
 * @param key how an engine may look facts up by it, when it is a plain comparison
 */
public record Constraint(Term test, Optional<Key> key) {

  /**
   * A comparison of a value of the pattern's own fact with one that does not depend on it.
   *
   * @param operator EQUAL or an order
   * @param own reads the pattern's fact only
   * @param other is constant, or reads one earlier fact
   */
  public record Key(Operator operator, Term own, Term other) {}
}

package io.sluice.rules.language;

import java.util.List;
import java.util.Optional;

/**
 * One condition of a pattern.
 *
 * @param test is true when it is fulfilled
 * @param key how an engine may look facts up by it, when it is a plain comparison
 * @param form what it says
 * @param source what its author wrote
 * @param readings the values that it looks at, in the order of its text
 * @param lookups the test can be true only if one of these signs is there; none when no signs are
 *     known
 */
public record Constraint(
    Term test,
    Optional<Key> key,
    Form form,
    Source source,
    List<Reading> readings,
    List<Lookup> lookups) {
  public Constraint {
    readings = List.copyOf(readings);
    lookups = List.copyOf(lookups);
  }

  /**
   * A comparison of a value of the pattern's own fact with one that does not depend on it.
   *
   * @param operator EQUAL or an order
   * @param own reads the pattern's fact only
   * @param other is constant, or reads one earlier fact
   */
  public record Key(Operator operator, Term own, Term other) {}

  /**
   * A value that a condition looks at.
   *
   * @param text how the author names it, such as {@code headers["x-team"]}
   * @param term reads it
   */
  public record Reading(String text, Term term) {}
}

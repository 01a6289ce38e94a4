package io.sluice.rules.language;

import org.jspecify.annotations.Nullable;

/**
 * Computes one value from facts. Without state, so one instance serves all threads.
 *
 * <p>May throw {@link ArithmeticException} for a division by zero, {@link IllegalStateException}
 * for a pattern that can't be matched, and {@link OverBudget}.
 */
@FunctionalInterface
public interface Evaluation {
  /**
   * Computes the value.
   *
   * @param self the fact whose pattern is evaluated
   * @param earlier the facts of the rule's earlier patterns, by slot
   * @return the value; null only for a whole number that is absent
   */
  @Nullable Object value(Object self, Object[] earlier);

  /** Whether the value is true. */
  default boolean holds(Object self, Object[] earlier) {
    return Boolean.TRUE.equals(value(self, earlier));
  }
}

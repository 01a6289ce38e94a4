package io.sluice.rules.lint;

import java.math.BigDecimal;

/** Constants of rules, with one representation for equal numbers. */
final class Constants {
  private Constants() {}

  /** The same value; numbers of all kinds become comparable with each other. */
  static Object normal(Object constant) {
    return switch (constant) {
      case Long whole -> BigDecimal.valueOf(whole).stripTrailingZeros();
      case Double decimal when !decimal.isNaN() && !decimal.isInfinite() ->
          BigDecimal.valueOf(decimal).stripTrailingZeros();
      default -> constant;
    };
  }

  @SuppressWarnings(
      "unchecked") // Constants of one key are of one type: conditions are type-checked.
  static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}

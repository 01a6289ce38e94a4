package io.sluice.rules.lint;

import io.sluice.rules.language.Operator;
import java.math.BigDecimal;
import java.util.Optional;

/** The values between two bounds. */
final class Interval {
  private final boolean whole;
  private Optional<Object> low = Optional.empty();
  private Optional<Object> high = Optional.empty();
  private boolean lowIncluded;
  private boolean highIncluded;

  /**
   * @param whole whether the values are whole numbers
   */
  Interval(boolean whole) {
    this.whole = whole;
  }

  /** Keeps only the values that stand in this order to a bound. */
  void add(Operator order, Object bound) {
    boolean included = order == Operator.LESS_OR_EQUAL || order == Operator.GREATER_OR_EQUAL;
    boolean lower = order == Operator.GREATER || order == Operator.GREATER_OR_EQUAL;
    Object value = bound;
    if (whole && !included && bound instanceof BigDecimal number && number.scale() <= 0) {
      value =
          (lower ? number.add(BigDecimal.ONE) : number.subtract(BigDecimal.ONE))
              .stripTrailingZeros();
      included = true;
    }
    if (lower) {
      addLow(value, included);
    } else {
      addHigh(value, included);
    }
  }

  private void addLow(Object bound, boolean included) {
    int compared = low.map(value -> Constants.compare(bound, value)).orElse(1);
    if (compared > 0 || (compared == 0 && !included)) {
      low = Optional.of(bound);
      lowIncluded = included;
    }
  }

  private void addHigh(Object bound, boolean included) {
    int compared = high.map(value -> Constants.compare(bound, value)).orElse(-1);
    if (compared < 0 || (compared == 0 && !included)) {
      high = Optional.of(bound);
      highIncluded = included;
    }
  }

  boolean isEmpty() {
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    int compared = Constants.compare(low.get(), high.get());
    return compared > 0 || (compared == 0 && !(lowIncluded && highIncluded));
  }

  boolean contains(Object value) {
    return low.map(bound -> Constants.compare(value, bound))
            .map(compared -> compared > 0 || (compared == 0 && lowIncluded))
            .orElse(true)
        && high.map(bound -> Constants.compare(value, bound))
            .map(compared -> compared < 0 || (compared == 0 && highIncluded))
            .orElse(true);
  }

  /** Whether every value of the interval stands in this order to a bound. */
  boolean isWithin(Operator order, Object bound) {
    return switch (order) {
      case LESS, LESS_OR_EQUAL ->
          high.map(value -> reaches(order, Constants.compare(value, bound), highIncluded))
              .orElse(false);
      default ->
          low.map(value -> reaches(order, Constants.compare(value, bound), lowIncluded))
              .orElse(false);
    };
  }

  private static boolean reaches(Operator order, int compared, boolean included) {
    return order.holds(compared) || (compared == 0 && !included);
  }
}

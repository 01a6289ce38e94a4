package io.sluice.rules.language;

/**
 * The types of values in rules. At run time a WHOLE is a Long, a MAYBE_WHOLE a Long or null, a
 * DECIMAL a Double, and the others are what their names say.
 */
public enum ValueType {
  TEXT("a text"),
  WHOLE("a whole number"),
  MAYBE_WHOLE("a whole number or null"),
  DECIMAL("a number"),
  TRUTH("true or false"),
  DAY("a day of the week"),
  DIALECT("a dialect"),
  DATE("a date"),
  TIME("a time of day"),
  INSTANT("an instant"),
  TEXTS("a set of texts"),
  TEXT_MAP("a map of texts"),
  FACT("a fact"),
  NULL("null");

  private final String shown;

  ValueType(String shown) {
    this.shown = shown;
  }

  /** The type in a reader's words. */
  String shown() {
    return shown;
  }

  boolean isNumber() {
    return this == WHOLE || this == DECIMAL || this == MAYBE_WHOLE;
  }

  /** Whether there is a before and an after. */
  boolean isOrdered() {
    return switch (this) {
      case TEXT, WHOLE, MAYBE_WHOLE, DECIMAL, DAY, DATE, TIME, INSTANT -> true;
      case TRUTH, DIALECT, TEXTS, TEXT_MAP, FACT, NULL -> false;
    };
  }
}

package io.sluice.rules.language;

import io.sluice.rules.fact.Dialect;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  DATE_TIME("a date with a time"),
  DURATION("a duration"),
  TEXTS("a set of texts"),
  TEXT_LIST("a list of texts"),
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
      case TEXT, WHOLE, MAYBE_WHOLE, DECIMAL, DAY, DATE, TIME, DATE_TIME, INSTANT, DURATION -> true;
      case TRUTH, DIALECT, TEXTS, TEXT_LIST, TEXT_MAP, FACT, NULL -> false;
    };
  }

  /** Whether a value is one thing that has a text. */
  boolean isSingle() {
    return switch (this) {
      case TEXT, WHOLE, DECIMAL, TRUTH, DAY, DIALECT, DATE, TIME, DATE_TIME, INSTANT, DURATION ->
          true;
      case MAYBE_WHOLE, TEXTS, TEXT_LIST, TEXT_MAP, FACT, NULL -> false;
    };
  }

  /** Whether a rule may write a value of it as a text in quotes. */
  boolean isWrittenAsText() {
    return switch (this) {
      case DAY, DIALECT, DATE, TIME, DATE_TIME, INSTANT, DURATION -> true;
      default -> false;
    };
  }

  /** Some value of it, to try a call on before there are facts. */
  Object sample() {
    return switch (this) {
      case WHOLE, MAYBE_WHOLE -> 1L;
      case DECIMAL -> 1.0;
      case TRUTH -> true;
      case DAY -> DayOfWeek.MONDAY;
      case DIALECT -> Dialect.TRINO;
      case DATE -> LocalDate.EPOCH;
      case TIME -> LocalTime.NOON;
      case DATE_TIME -> LocalDate.EPOCH.atStartOfDay();
      case INSTANT -> Instant.EPOCH;
      case DURATION -> Duration.ZERO;
      case TEXTS -> Set.of();
      case TEXT_LIST -> List.of();
      case TEXT_MAP -> Map.of();
      case TEXT, FACT, NULL -> "";
    };
  }
}

package io.sluice.rules.language;

import io.sluice.rules.fact.Dialect;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that stand in the text of a rule. */
final class Literals {
  private Literals() {}

  static Term number(Expression.NumberLiteral literal) throws SyntaxProblem {
    String digits = literal.digits();
    try {
      String plain = digits.replaceFirst("[lLdDfF]$", "");
      boolean decimal = plain.contains(".") || digits.matches(".*[dDfF]");
      return decimal
          ? Term.literal(ValueType.DECIMAL, Double.valueOf(plain))
          : Term.literal(ValueType.WHOLE, Long.valueOf(plain));
    } catch (NumberFormatException e) {
      throw new SyntaxProblem(
          literal.offset(), "number: %s (expected: digits, such as 22 or 0.8)".formatted(digits));
    }
  }

  /** The term itself, if it is a text. */
  static Term text(int offset, Term term) throws SyntaxProblem {
    if (term.type() != ValueType.TEXT) {
      throw new SyntaxProblem(
          offset, "this is %s (expected: a text)".formatted(term.type().shown()));
    }
    return term;
  }

  /** Reads a literal text as a value of another type. */
  static Term coerce(int offset, String text, ValueType type) throws SyntaxProblem {
    try {
      return switch (type) {
        case DAY -> oneOf(offset, text, type, DayOfWeek.values());
        case DIALECT -> oneOf(offset, text, type, Dialect.values());
        case DATE -> Term.literal(type, LocalDate.parse(text));
        case TIME -> Term.literal(type, LocalTime.parse(text));
        case DATE_TIME -> Term.literal(type, LocalDateTime.parse(text));
        case INSTANT -> Term.literal(type, Instant.parse(text));
        case DURATION -> Term.literal(type, duration(text));
        case TEXTS, TEXT_LIST ->
            throw mismatch(offset, text, type, "contains, such as clientTags contains \"etl\"");
        default -> throw mismatch(offset, text, type, "such a value without quotes");
      };
    } catch (DateTimeException e) {
      throw mismatch(offset, text, type, example(type));
    }
  }

  private static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.startsWith("P") || upper.startsWith("-P")) {
      return Duration.parse(upper);
    }
    return Duration.parse((upper.endsWith("D") ? "P" : "PT") + upper);
  }

  private static Term oneOf(int offset, String text, ValueType type, Enum<?>[] values)
      throws SyntaxProblem {
    for (Enum<?> value : values) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return Term.literal(type, value);
      }
    }
    List<String> names = Arrays.stream(values).map(Enum::name).toList();
    throw new SyntaxProblem(
        offset, "\"%s\" is not %s; %s".formatted(text, type.shown(), Nearest.hint(text, names)));
  }

  private static SyntaxProblem mismatch(int offset, String text, ValueType type, String expected) {
    return new SyntaxProblem(
        offset, "\"%s\" is not %s (expected: %s)".formatted(text, type.shown(), expected));
  }

  private static String example(ValueType type) {
    return switch (type) {
      case DATE -> "a date such as \"2026-12-31\"";
      case DATE_TIME -> "a date with a time such as \"2026-12-31T22:30\"";
      case DURATION -> "a duration such as \"90s\", \"5m\", \"1h30m\" or \"2d\"";
      case TIME -> "a time such as \"22:30\"";
      default -> "an instant such as \"2026-12-31T22:30:00Z\"";
    };
  }

  /** A value of a type that is never absent. */
  static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a fact's field is null (expected: an empty value)");
    }
    return value;
  }
}

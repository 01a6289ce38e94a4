package io.sluice.rules.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cell's values as literals of a rule. This is the wall between cells and rules: whatever a cell
 * holds comes out as a number, true, false, or a text in quotes, and nothing else.
 */
final class Values {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");
  private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*\"", Pattern.DOTALL);

  private Values() {}

  /** The values of a list such as {@code a, "b, c", 3}; a value in quotes may hold commas. */
  static List<String> list(String cell) {
    return written(cell).stream().map(Values::single).toList();
  }

  /** What is wrong with a list; empty when nothing is. */
  static Optional<String> problemOfList(String cell) {
    for (String value : written(cell)) {
      if (value.isBlank()) {
        return Optional.of("a value is missing beside a comma (expected: values such as a, b)");
      }
      if (value.strip().startsWith("\"") && !QUOTED.matcher(value.strip()).matches()) {
        return Optional.of("a quote is never closed (expected: values such as a, \"b, c\")");
      }
    }
    return Optional.empty();
  }

  private static List<String> written(String cell) {
    var values = new ArrayList<String>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(cell.substring(start, i));
        start = i + 1;
      }
    }
    values.add(cell.substring(start));
    return values;
  }

  /** One value, without the quotes that it may stand in. */
  static String single(String written) {
    String value = written.strip();
    return QUOTED.matcher(value).matches()
        ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
        : value;
  }

  /** A number, true or false as they are; anything else as a text. */
  static String literal(String value) {
    if (TRUTH.matcher(value).matches()) {
      return value.toLowerCase(Locale.ROOT);
    }
    return NUMBER.matcher(value).matches() ? value : text(value);
  }

  /** A text in quotes, on one line. */
  static String text(String value) {
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r\n", "\\n")
            .replace("\n", "\\n")
            .replace("\r", "\\n")
            .replace("\t", "\\t");
    return '"' + escaped + '"';
  }
}

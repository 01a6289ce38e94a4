package io.sluice.rules.trace;

import io.sluice.rules.language.Constraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of facts as readers see them: bounded, and in one line. */
final class Values {
  private static final int LONGEST_TEXT = 60;
  private static final int MOST_ELEMENTS = 8;

  private Values() {}

  /** {@code hour was 10}, for each value that the conditions look at. */
  static String read(List<Constraint> constraints, Object fact, Object[] earlier) {
    return constraints.stream()
        .flatMap(constraint -> constraint.readings().stream())
        .map(reading -> reading.text() + " was " + value(reading, fact, earlier))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String value(Constraint.Reading reading, Object fact, Object[] earlier) {
    try {
      return shown(reading.term().evaluation().value(fact, earlier));
    } catch (ArithmeticException | IllegalStateException e) {
      return "not to be computed: " + e.getMessage();
    }
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case Map<?, ?> map -> listed(new TreeMap<>(map).entrySet(), "{", "}");
      case Collection<?> set -> listed(new TreeSet<>(set), "[", "]");
      default -> value.toString();
    };
  }

  private static String listed(Collection<?> elements, String open, String close) {
    var shown = new ArrayList<String>();
    elements.stream().limit(MOST_ELEMENTS).forEach(element -> shown.add(bounded(element)));
    if (elements.size() > MOST_ELEMENTS) {
      shown.add("… %d in all".formatted(elements.size()));
    }
    return shown.stream().collect(Collectors.joining(", ", open, close));
  }

  private static String quoted(String text) {
    return '"' + bounded(text) + '"';
  }

  private static String bounded(Object value) {
    String line = value.toString().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }
}

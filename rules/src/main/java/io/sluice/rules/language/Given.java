package io.sluice.rules.language;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The arguments of one call, of the types that were checked before.
 *
 * @param values the arguments in their order
 */
record Given(List<Object> values) {
  static final Given NOTHING = new Given(List.of());

  /** Any argument, as the class it has. */
  <T> T as(int index, Class<T> type) {
    return type.cast(values.get(index));
  }

  String text(int index) {
    return as(index, String.class);
  }

  long whole(int index) {
    return as(index, Long.class);
  }

  /** A whole number as a place in a text or list: what no place is, lies before or behind all. */
  int place(int index) {
    return Math.clamp(whole(index), -1, Integer.MAX_VALUE);
  }

  double decimal(int index) {
    return as(index, Double.class);
  }

  Pattern pattern(int index) {
    return as(index, Pattern.class);
  }

  Collection<?> texts(int index) {
    return as(index, Collection.class);
  }

  /** The texts of an argument in an order that is always the same. */
  static List<String> ordered(Collection<?> texts) {
    List<String> all = texts.stream().map(String.class::cast).toList();
    return texts instanceof Set ? List.copyOf(new TreeSet<>(all)) : all;
  }
}

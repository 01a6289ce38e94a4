package io.sluice.rules.table;

import java.util.List;
import java.util.Optional;

/**
 * A header's text with places for a cell's values: {@code $param} for the whole cell, {@code $1},
 * {@code $2} for the parts of a list.
 *
 * @param header where it stands
 * @param parts what it is made of
 */
record Template(Cell header, List<Part> parts) {
  Template {
    parts = List.copyOf(parts);
  }

  /** A stretch of a template. Number 0 is the whole cell, others count the values of its list. */
  sealed interface Part {
    /** Goes into the rule as it stands. */
    record Fixed(String text) implements Part {}

    /** A value where an expression has one: a number, true, false, or else a text. */
    record Value(int number) implements Part {}

    /** A text that holds a value: what stands before it, and behind it. */
    record Text(List<String> pieces, List<Integer> numbers) implements Part {
      public Text {
        pieces = List.copyOf(pieces);
        numbers = List.copyOf(numbers);
      }
    }

    /** {@code == value} or {@code != value}: several values become {@code in (…)}. */
    record Equals(boolean negated, Part value) implements Part {}

    /** The value in {@code in (value)}: several values become a list. */
    record Choices(Part value) implements Part {}
  }

  /** Whether its cells may list several values. */
  boolean takesLists() {
    return listed() > 0
        || parts.stream().anyMatch(p -> p instanceof Part.Equals || p instanceof Part.Choices);
  }

  /** Whether it is more than one pattern. */
  boolean joinsPatterns() {
    return parts.contains(new Part.Fixed("or")) || parts.contains(new Part.Fixed("and"));
  }

  boolean takesValues() {
    return parts.stream().anyMatch(part -> !(part instanceof Part.Fixed));
  }

  /** How many values the cells must list; 0 when they are not cut into parts. */
  int listed() {
    return parts.stream().mapToInt(Template::highest).max().orElse(0);
  }

  private static int highest(Part part) {
    return switch (part) {
      case Part.Fixed _ -> 0;
      case Part.Value(int number) -> number;
      case Part.Text(List<String> _, List<Integer> numbers) ->
          numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
      case Part.Equals(boolean _, Part value) -> highest(value);
      case Part.Choices(Part value) -> highest(value);
    };
  }

  /** Writes the template with a cell's text in its places. */
  void write(Cell cell, String written, RuleText rules) {
    var template = new Origin(header);
    var value = new Origin(cell, Optional.of(header));
    for (Part part : parts) {
      boolean fixed = part instanceof Part.Fixed;
      rules.add(fixed ? template : value, filled(part, written));
    }
  }

  private static String filled(Part part, String cell) {
    return switch (part) {
      case Part.Fixed(String text) -> text;
      case Part.Value _, Part.Text _ -> one(part, values(part, cell));
      case Part.Equals(boolean negated, Part value) -> {
        List<String> choices = choices(value, cell);
        if (choices.size() == 1) {
          yield (negated ? " != " : " == ") + choices.getFirst();
        }
        yield (negated ? " not in (" : " in (") + String.join(", ", choices) + ")";
      }
      case Part.Choices(Part value) -> String.join(", ", choices(value, cell));
    };
  }

  private static List<String> choices(Part value, String cell) {
    if (highest(value) > 0) {
      return List.of(one(value, Values.list(cell)));
    }
    return Values.list(cell).stream().map(choice -> one(value, List.of(choice))).toList();
  }

  private static List<String> values(Part part, String cell) {
    return highest(part) > 0 ? Values.list(cell) : List.of(Values.single(cell));
  }

  private static String one(Part part, List<String> values) {
    return switch (part) {
      case Part.Value(int number) -> Values.literal(values.get(Math.max(number, 1) - 1));
      case Part.Text(List<String> pieces, List<Integer> numbers) -> {
        var text = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < numbers.size(); i++) {
          text.append(values.get(Math.max(numbers.get(i), 1) - 1)).append(pieces.get(i + 1));
        }
        yield Values.text(text.toString());
      }
      case Part.Fixed _, Part.Equals _, Part.Choices _ ->
          throw new IllegalStateException("part: %s holds no single value".formatted(part));
    };
  }
}

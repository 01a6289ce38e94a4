package io.sluice.rules.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column's cells become in their row's rule, with the words of Drools' tables. */
enum ColumnType {
  NAME("NAME", "N", true),
  DESCRIPTION("DESCRIPTION", "I", false),
  METADATA("METADATA", "@", false),
  PRIORITY("PRIORITY", "P", true),
  ENABLED("ENABLED", "B", true),
  EFFECTIVE("DATE-EFFECTIVE", "V", true),
  EXPIRES("DATE-EXPIRES", "Z", true),
  CONDITION("CONDITION", "C", false),
  ACTION("ACTION", "A", false);

  private final String word;
  private final String letter;
  private final boolean single;

  ColumnType(String word, String letter, boolean single) {
    this.word = word;
    this.letter = letter;
    this.single = single;
  }

  String word() {
    return word;
  }

  /** Whether a table has at most one such column. */
  boolean single() {
    return single;
  }

  /** Whether a template stands above its cells. */
  boolean hasTemplate() {
    return this == METADATA || this == CONDITION || this == ACTION;
  }

  static Optional<ColumnType> find(String written) {
    String upper = written.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(type -> type.word.equals(upper) || type.letter.equals(upper))
        .findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ColumnType::word).toList();
  }
}

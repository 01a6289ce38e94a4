package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells a statement's kind by its first words, for text that the grammar does not understand. */
final class LeadingWords {
  /** Words between those that name the kind. */
  private static final Set<String> OPTIONAL_WORDS =
      Set.of("OR", "REPLACE", "TEMPORARY", "CURRENT", "RECURSIVE");

  private static final int LONGEST_NAME = 3;

  private LeadingWords() {}

  static StatementKind kind(Words words, int from) {
    int first = from;
    while (words.is(first, '(')) {
      first++;
    }
    return switch (words.type(first)) {
      case SqlBaseLexer.SELECT, SqlBaseLexer.WITH, SqlBaseLexer.VALUES, SqlBaseLexer.TABLE ->
          StatementKind.SELECT;
      default -> named(words, first);
    };
  }

  private static StatementKind named(Words words, int first) {
    List<String> leading = leading(words, first);
    for (int length = leading.size(); length > 0; length--) {
      Optional<StatementKind> kind =
          StatementKind.named(String.join("_", leading.subList(0, length)));
      if (kind.isPresent()) {
        return refined(kind.get(), words, first);
      }
    }
    int type = words.type(first);
    return type == SqlBaseLexer.DESCRIBE || type == SqlBaseLexer.DESC
        ? StatementKind.SHOW_COLUMNS
        : StatementKind.UNKNOWN;
  }

  private static List<String> leading(Words words, int first) {
    var leading = new ArrayList<String>();
    for (int i = first; leading.size() < LONGEST_NAME && words.isBare(i); i++) {
      String word = words.text(i).toUpperCase(Locale.ROOT);
      if (!OPTIONAL_WORDS.contains(word)) {
        leading.add(word);
      }
    }
    return leading;
  }

  private static StatementKind refined(StatementKind kind, Words words, int first) {
    return switch (kind) {
      case CREATE_TABLE -> hasQuery(words, first) ? StatementKind.CREATE_TABLE_AS_SELECT : kind;
      case ALTER_TABLE -> alteration(words, first + 2);
      default -> kind;
    };
  }

  private static boolean hasQuery(Words words, int first) {
    for (int i = first; i < words.size(); i++) {
      if (words.type(i) == SqlBaseLexer.AS) {
        int query = words.is(i + 1, '(') ? i + 2 : i + 1;
        switch (words.type(query)) {
          case SqlBaseLexer.SELECT, SqlBaseLexer.WITH, SqlBaseLexer.VALUES, SqlBaseLexer.TABLE -> {
            return true;
          }
          default -> {}
        }
      }
    }
    return false;
  }

  /** What ALTER TABLE does, from the two words after the table's name. */
  private static StatementKind alteration(Words words, int afterTable) {
    int i = afterTable;
    while (words.type(i) == SqlBaseLexer.IF || words.type(i) == SqlBaseLexer.EXISTS) {
      i++;
    }
    i++;
    while (words.is(i, '.')) {
      i += 2;
    }
    if (words.type(i) == SqlBaseLexer.EXECUTE) {
      return StatementKind.TABLE_EXECUTE;
    }
    if (words.type(i) == SqlBaseLexer.RENAME && words.type(i + 1) == SqlBaseLexer.TO) {
      return StatementKind.RENAME_TABLE;
    }
    return StatementKind.named(String.join("_", leading(words, i).stream().limit(2).toList()))
        .orElse(StatementKind.ALTER_TABLE);
  }
}

package io.sluice.rules.drools;

import java.util.Locale;
import java.util.Map;

/** Says in plain words what a parser could not read. */
final class SyntaxMessage {
  private static final int MOST_SHOWN = 30;

  /** What people write who know SQL, and what stands for it here. */
  private static final Map<String, String> BETTER =
      Map.of(
          "=", "'==' to compare",
          "<>", "'!='",
          "and", "',' or '&&' inside of a pattern's brackets; 'and' between patterns",
          "or", "'||' inside of a pattern's brackets; 'or' between patterns",
          "is", "'==' to compare, inside of a pattern such as Query(user == \"ann\")",
          "like", "matches \"svc-.*\", str[startsWith] \"svc-\" or contains",
          "between", "two comparisons, such as hour >= 8, hour < 18",
          "in", "in and its values in round brackets, such as in (\"ann\", \"bob\")");

  private SyntaxMessage() {}

  static String of(String text, int offset) {
    if (offset >= text.length()) {
      return "the file ends too early (expected: rule, when, then, end)";
    }
    if (text.charAt(offset) == '@') {
      return "'@' can't stand here (expected: annotations right after the rule's name, before salience and the like)";
    }
    String word = wordAt(text, offset);
    String better =
        BETTER.get(text.startsWith("<>", offset - 1) ? "<>" : word.toLowerCase(Locale.ROOT));
    if (better != null) {
      return "'%s' can't stand here (expected: %s)".formatted(word, better);
    }
    return "'%s' can't stand here (expected: a condition such as Query(source == \"airflow\"), 'not', 'exists', 'and', 'or' or 'then')"
        .formatted(word);
  }

  private static String wordAt(String text, int offset) {
    int end = offset + 1;
    while (end < text.length()
        && end - offset < MOST_SHOWN
        && Character.isLetterOrDigit(text.charAt(offset))
        && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(offset, end).strip();
  }
}

package io.sluice.rules.drools;

/** Says in plain words what a parser could not read. */
final class SyntaxMessage {
  private static final int MOST_SHOWN = 30;

  private SyntaxMessage() {}

  static String of(String text, int offset) {
    if (offset >= text.length()) {
      return "the file ends too early (expected: rule, when, then, end)";
    }
    if (text.charAt(offset) == '@') {
      return "'@' can't stand here (expected: annotations right after the rule's name, before salience and the like)";
    }
    return "'%s' can't stand here (expected: a condition such as Query(source == \"airflow\"), 'not', 'exists', 'and', 'or' or 'then')"
        .formatted(wordAt(text, offset));
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

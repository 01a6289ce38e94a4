package io.sluice.rules.fact;

/** The one rule for names of groups and clusters: they stand in URLs, rules and file names. */
final class Names {
  private static final int LONGEST = 63;

  private Names() {}

  static void check(String kind, String value) {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "%s name: '%s' (expected: 1 to 63 letters, digits, '.', '_' or '-', a letter or digit first)"
              .formatted(kind, value));
    }
  }

  /** A loop, no pattern: names are made of text a million times in a replay. */
  private static boolean isName(String value) {
    if (value.isEmpty() || value.length() > LONGEST || !isLetterOrDigit(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}

package io.sluice.rules.fact;

import java.util.regex.Pattern;

/** The one rule for names of groups and clusters: they stand in URLs, rules and file names. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Names() {}

  static void check(String kind, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s name: '%s' (expected: 1 to 63 letters, digits, '.', '_' or '-', a letter or digit first)"
              .formatted(kind, value));
    }
  }
}

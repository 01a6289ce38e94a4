package io.sluice.admin.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a mistyped one was meant to be. */
final class Nearest {
  private static final int FARTHEST = 2;

  private Nearest() {}

  /** The known word with the fewest letters to change, if they are at most two. */
  static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.min(FARTHEST, word.length() - 1))
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** Levenshtein's distance, in any case. */
  private static int distance(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
    if (Math.abs(left.length() - right.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int step = Math.min(above[column], current[column - 1]) + 1;
        current[column] = Math.min(step, above[column - 1] + change);
      }
      above = current;
    }
    return above[right.length()];
  }
}

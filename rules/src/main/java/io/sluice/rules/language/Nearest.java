package io.sluice.rules.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what a writer may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The end of a message: {@code did you mean 'x'?}, or the choices when nothing is near.
   *
   * @param choices what exists
   */
  public static String hint(String wrong, Collection<String> choices) {
    int farthest = Math.max(1, wrong.length() / 3);
    return choices.stream()
        .filter(choice -> distance(lower(wrong), lower(choice)) <= farthest)
        .min(
            Comparator.comparingInt((String choice) -> distance(lower(wrong), lower(choice)))
                .thenComparing(Comparator.naturalOrder()))
        .map("did you mean '%s'?"::formatted)
        .orElseGet(() -> listed(choices));
  }

  private static String listed(Collection<String> choices) {
    if (choices.isEmpty()) {
      return "there are none";
    }
    String all = choices.stream().sorted().limit(25).collect(Collectors.joining(", "));
    return "expected: " + all + (choices.size() > 25 ? ", …" : "");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein distance, with a swap of neighbours as one step. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

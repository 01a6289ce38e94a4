package io.sluice.rules.language;

/**
 * Keeps the texts that rules put together small: a rule of some lines could fill any memory with
 * {@code repeat} and {@code +}.
 */
final class TextBound {
  static final int MOST = 1_000_000;

  /** From this length on, an operation on a text is worth a look at the clock. */
  private static final int LONG = 16 * 1024;

  private TextBound() {}

  /**
   * Lets a length pass.
   *
   * @throws IllegalStateException if a text would be longer than {@link #MOST} characters
   */
  static void check(long length) {
    if (length > MOST) {
      throw new IllegalStateException(
          "a text of %d characters (expected: at most %d)".formatted(length, MOST));
    }
    pause(length);
  }

  /** Looks at the evaluation's clock after, or before, something was done with a long text. */
  static void pause(long length) {
    if (length >= LONG && Deadline.CURRENT.isBound()) {
      Deadline.CURRENT.get().check();
    }
  }

  static String join(String one, String other) {
    check((long) one.length() + other.length());
    return one + other;
  }

  static String repeat(String text, long count) {
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException("%d times (expected: 0 to %d)".formatted(count, MOST));
    }
    check(text.length() * count);
    return text.repeat((int) count);
  }

  static String replace(String text, String part, String by) {
    check(
        text.length() + (long) occurrences(text, part) * Math.max(0, by.length() - part.length()));
    return text.replace(part, by);
  }

  private static int occurrences(String text, String part) {
    if (part.isEmpty()) {
      return text.length() + 1;
    }
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}

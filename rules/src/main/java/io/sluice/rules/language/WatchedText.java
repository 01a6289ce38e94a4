package io.sluice.rules.language;

/**
 * A text that looks at the evaluation's deadline while a pattern is matched against it: a pattern
 * like {@code (a+)+b} can take longer than any statement is worth.
 */
final class WatchedText implements CharSequence {
  private final String text;
  private final Deadline deadline;

  private WatchedText(String text, Deadline deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  static CharSequence of(String text) {
    return Deadline.CURRENT.isBound() ? new WatchedText(text, Deadline.CURRENT.get()) : text;
  }

  @Override
  public char charAt(int index) {
    deadline.step();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new WatchedText(text.substring(start, end), deadline);
  }

  @Override
  public String toString() {
    return text;
  }
}

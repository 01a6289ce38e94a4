package io.sluice.rules.sql;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The start of a text as a lexer sees it, without a copy of it.
 *
 * <p>Every character beyond ASCII is shown as one control character. Trino's grammar treats them
 * all alike (free inside quotes and comments, unrecognised elsewhere), but the lexer caches its way
 * for ASCII only: 1 MB of other characters costs it 5 s, and 20 ms in this disguise. Positions
 * count UTF-16 characters, so lone surrogates need no care.
 */
final class AsciiLookahead implements CharStream {
  private static final char OTHER = 1;

  private final String text;
  private final int size;
  private int position;

  AsciiLookahead(String text, int size) {
    this.text = text;
    this.size = size;
  }

  @Override
  public int LA(int offset) {
    int at = offset > 0 ? position + offset - 1 : position + offset;
    if (at < 0 || at >= size) {
      return IntStream.EOF;
    }
    char c = text.charAt(at);
    return c < 128 ? c : OTHER;
  }

  @Override
  public void consume() {
    if (position >= size) {
      throw new IllegalStateException(
          "position: %d (expected: below %d)".formatted(position, size));
    }
    position++;
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(interval.a, Math.min(interval.b + 1, size));
  }

  @Override
  public int mark() {
    return -1; // nothing is buffered, so there is nothing to hold back
  }

  @Override
  public void release(int marker) {
    // see mark()
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }
}

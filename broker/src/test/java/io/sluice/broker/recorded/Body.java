package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/**
 * A body as it was announced, if not as it was sent: recordings are cut after some hundred bytes,
 * and one shows binary bodies as text.
 *
 * <p>What is missing is made up, always the same: bytes that look random, seeded by the length, so
 * that a byte lost, doubled or moved shows. A made-up body is no page of the protocol any more; to
 * pass, it needn't be.
 *
 * @param bytes the body without its transfer coding, as ISO-8859-1
 * @param wholeness how much of it was recorded
 */
record Body(String bytes, Wholeness wholeness) {

  /** How much of a body was recorded. */
  enum Wholeness {
    /** All of it. */
    EXACT,
    /** Its beginning; the rest is made up. */
    CUT,
    /** Nothing but its length: it was binary, and written down as text. */
    UNREADABLE
  }

  static Body exact(String bytes) {
    return new Body(bytes, Wholeness.EXACT);
  }

  /** A body of {@code length} bytes of which nothing else is known. */
  static Body unreadable(int length) {
    return new Body(madeUp("", length), Wholeness.UNREADABLE);
  }

  /** The recorded beginning of a body of {@code length} bytes. */
  static Body beginning(String recorded, int length) {
    return recorded.length() == length
        ? exact(recorded)
        : new Body(madeUp(recorded, length), Wholeness.CUT);
  }

  /** The recorded beginning of a statement: its last byte goes on, so that it stays text. */
  static Body beginningOfText(String recorded, int length) {
    if (recorded.length() == length) {
      return exact(recorded);
    }
    String last = recorded.substring(recorded.length() - 1);
    return new Body(recorded + last.repeat(length - recorded.length()), Wholeness.CUT);
  }

  private static String madeUp(String recorded, int length) {
    byte[] rest = new byte[length - recorded.length()];
    new Random(length).nextBytes(rest);
    return recorded + new String(rest, ISO_8859_1);
  }
}

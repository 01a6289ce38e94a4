package io.sluice.broker.recorded;

import java.util.Arrays;
import java.util.Random;

/**
 * A body as it was announced, if not as it was sent: recordings are cut after some hundred bytes,
 * and one shows binary bodies as text.
 *
 * <p>What is missing is made up, always the same: bytes that look random, seeded by the length, so
 * that a byte lost, doubled or moved shows. A made-up body is no page of the protocol any more; to
 * pass, it needn't be.
 *
 * @param bytes the body without its transfer coding
 * @param wholeness how much of it was recorded
 */
record Body(byte[] bytes, Wholeness wholeness) {

  /** How much of a body was recorded. */
  enum Wholeness {
    /** All of it. */
    EXACT,
    /** Its beginning; the rest is made up. */
    CUT,
    /** Nothing but its length: it was binary, and written down as text. */
    UNREADABLE
  }

  static Body exact(byte[] bytes) {
    return new Body(bytes, Wholeness.EXACT);
  }

  /** A body of {@code length} bytes of which nothing else is known. */
  static Body unreadable(int length) {
    return new Body(madeUp(new byte[0], length), Wholeness.UNREADABLE);
  }

  /** The recorded beginning of a body of {@code length} bytes. */
  static Body beginning(byte[] recorded, int length) {
    return recorded.length == length
        ? exact(recorded)
        : new Body(madeUp(recorded, length), Wholeness.CUT);
  }

  /** The recorded beginning of a statement: its last byte goes on, so that it stays text. */
  static Body beginningOfText(byte[] recorded, int length) {
    if (recorded.length == length) {
      return exact(recorded);
    }
    byte[] bytes = Arrays.copyOf(recorded, length);
    Arrays.fill(bytes, recorded.length, length, recorded[recorded.length - 1]);
    return new Body(bytes, Wholeness.CUT);
  }

  private static byte[] madeUp(byte[] recorded, int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    System.arraycopy(recorded, 0, bytes, 0, recorded.length);
    return bytes;
  }
}

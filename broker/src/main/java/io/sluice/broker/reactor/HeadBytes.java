package io.sluice.broker.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the bytes of a request's head until it is whole. Lines end with CR LF and nothing else,
 * no line continues another, and no control character but the tab stands in any (RFC 9112, sections
 * 2.2 and 5.2): each of these has been used to show two servers two requests.
 */
final class HeadBytes {
  private static final int FIRST_BYTES = 1024;
  private static final int MOST_LINES = 10_000;
  private static final int MOST_EMPTY_LINES = 4;

  private final int maxBytes;
  private final HeadMemory.Share memory;
  private byte[] bytes = {};
  private int length;
  private int received;
  private int lineStart;
  private int lines;
  private int emptyLines;
  private boolean afterReturn;

  HeadBytes(int maxBytes, HeadMemory.Share memory) {
    this.maxBytes = maxBytes;
    this.memory = memory;
  }

  /** Whether any of it has come. */
  boolean begun() {
    return received > 0;
  }

  HeadMemory.Share memory() {
    return memory;
  }

  /** How many bytes it has so far. */
  int size() {
    return received;
  }

  /** Takes what belongs to the head; tells whether it is whole. */
  boolean take(ByteBuffer source) throws BadRequest {
    while (source.hasRemaining()) {
      byte next = source.get();
      if (++received > maxBytes) {
        throw tooLarge(maxBytes);
      }
      if (afterReturn) {
        if (next != '\n') {
          throw BadRequest.malformed(
              "a CR without LF in the head (expected: lines end with CR LF)");
        }
        afterReturn = false;
        if (endLine()) {
          return true;
        }
      } else if (next == '\r') {
        afterReturn = true;
      } else {
        put(next);
      }
    }
    return false;
  }

  /** A head of more than {@code maxBytes}, or of too many lines. */
  static BadRequest tooLarge(int maxBytes) {
    return new BadRequest(
        431,
        "headers: more than %d bytes or %d lines (expected: less; see front.maxHeaderBytes of the broker)"
            .formatted(maxBytes, MOST_LINES));
  }

  /** A head for which there is no room beside those of others. */
  static BadRequest noMemory() {
    return new BadRequest(
        503,
        "the broker has too many large headers to read now (see front.headerMemory); try again");
  }

  private boolean endLine() throws BadRequest {
    if (length > lineStart) {
      if (++lines > MOST_LINES) {
        throw tooLarge(maxBytes);
      }
      append((byte) '\n');
      lineStart = length;
      return false;
    }
    if (length > 0) {
      return true;
    }
    if (++emptyLines > MOST_EMPTY_LINES) {
      throw BadRequest.malformed("nothing but empty lines (expected: a request)");
    }
    return false;
  }

  private void put(byte next) throws BadRequest {
    int c = next & 0xff;
    if ((c < ' ' && c != '\t') || c == 0x7f) {
      throw BadRequest.malformed(
          "a control character, 0x%02x, in the head (expected: none)".formatted(c));
    }
    if (length == lineStart && (c == ' ' || c == '\t')) {
      throw BadRequest.malformed(
          "a line of the head begins with white space (expected: none; headers are not folded)");
    }
    append(next);
  }

  private void append(byte next) throws BadRequest {
    if (length == bytes.length) {
      int capacity = Math.max(FIRST_BYTES, bytes.length + bytes.length / 2);
      if (!memory.growTo(capacity)) {
        throw noMemory();
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
    bytes[length++] = next;
  }

  /** The lines of a whole head, without their ends; each byte is a character. */
  List<String> lines() {
    var found = new ArrayList<String>(lines);
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        found.add(new String(bytes, from, i - from, ISO_8859_1));
        from = i + 1;
      }
    }
    return found;
  }
}

package io.sluice.broker.spooling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Finds the URIs of spooled segments in a page while it passes, in pieces of any size, and gives
 * the digest of each one's opaque id. Looks at nothing but the values of {@code uri} and {@code
 * ackUri}: a quote within a value is escaped, so that no data can pretend to be one.
 *
 * <p>For one page and one thread.
 */
final class SegmentIds {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final String PATH = "/v1/spooled/";

  /** The end of {@code "uri":"} and of {@code "ackUri":"}. */
  private static final Wanted KEY = new Wanted("ri\":\"");

  private static final Wanted FOLDER = new Wanted(PATH);

  /** What the next byte may be part of. */
  private enum Within {
    PAGE,
    URI,
    ACTION,
    ID
  }

  private final LongConsumer found;
  private Within within = Within.PAGE;
  private int matched;
  private long digest;

  /**
   * @param found hears of the digest of each id
   */
  SegmentIds(LongConsumer found) {
    this.found = found;
  }

  /**
   * The digest of the id that a request asks for.
   *
   * @param path without its query
   * @return empty when it names no segment
   */
  static Optional<Long> digestOf(String path) {
    int action = path.startsWith(PATH) ? path.indexOf('/', PATH.length()) : -1;
    if (action < 0 || action == path.length() - 1) {
      return Optional.empty();
    }
    long digest = OFFSET;
    for (byte b : path.substring(action + 1).getBytes(ISO_8859_1)) {
      digest = add(digest, b);
    }
    return Optional.of(digest);
  }

  private static long add(long digest, byte b) {
    return (digest ^ (b & 0xff)) * PRIME;
  }

  /** Looks at more of the page; leaves the buffer as it was. */
  void see(ByteBuffer bytes) {
    for (int at = bytes.position(); at < bytes.limit(); at++) {
      see(bytes.get(at));
    }
  }

  private void see(byte b) {
    switch (within) {
      case PAGE -> {
        matched = KEY.step(matched, b);
        if (matched == KEY.length()) {
          enter(Within.URI);
        }
      }
      case URI -> {
        matched = FOLDER.step(matched, b);
        if (matched == FOLDER.length()) {
          enter(Within.ACTION);
        } else if (b == '"') {
          enter(Within.PAGE);
        }
      }
      case ACTION -> {
        if (b == '/') {
          enter(Within.ID);
        } else if (b == '"') {
          enter(Within.PAGE);
        }
      }
      case ID -> {
        if (b == '"' || b == '?') {
          found.accept(digest);
          enter(Within.PAGE);
        } else {
          digest = add(digest, b);
        }
      }
    }
  }

  private void enter(Within next) {
    within = next;
    matched = 0;
    digest = OFFSET;
  }

  /** A text that is looked for byte by byte (Knuth, Morris and Pratt). */
  private static final class Wanted {
    private final byte[] text;

    /** For each count of matched bytes, how many still match when the next one doesn't. */
    private final int[] shorter;

    Wanted(String text) {
      this.text = text.getBytes(ISO_8859_1);
      this.shorter = shorter(text);
    }

    private static int[] shorter(String text) {
      int[] shorter = new int[text.length()];
      for (int i = 1, matched = 0; i + 1 < text.length(); i++) {
        while (matched > 0 && text.charAt(i) != text.charAt(matched)) {
          matched = shorter[matched];
        }
        if (text.charAt(i) == text.charAt(matched)) {
          matched++;
        }
        shorter[i + 1] = matched;
      }
      return shorter;
    }

    int length() {
      return text.length;
    }

    /** How many bytes match, with this one. */
    int step(int before, byte b) {
      int count = before;
      while (count > 0 && text[count] != b) {
        count = shorter[count];
      }
      return text[count] == b ? count + 1 : 0;
    }
  }
}

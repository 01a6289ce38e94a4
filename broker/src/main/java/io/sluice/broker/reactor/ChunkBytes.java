package io.sluice.broker.reactor;

import java.nio.ByteBuffer;

/**
 * Looks at the bytes of a chunked body as they pass, and knows where it ends. HttpCore takes line
 * ends, sizes and trailers that others read in another way (RFC 9112, section 7.1).
 */
final class ChunkBytes {
  private static final int MOST_DIGITS = 15;
  private static final int LONGEST_LINE = 16 * 1024;

  private enum Part {
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_RETURN,
    DATA_END,
    TRAILER,
    TRAILER_END
  }

  private Part part = Part.SIZE;
  private long left;
  private int digits;
  private int lineBytes;
  private final StringBuilder trailer = new StringBuilder();

  /** Moves past what belongs to the body; tells whether it has ended. */
  boolean take(ByteBuffer source) throws BadRequest {
    while (source.hasRemaining()) {
      if (part == Part.DATA) {
        int passing = (int) Math.min(left, source.remaining());
        source.position(source.position() + passing);
        left -= passing;
        part = left == 0 ? Part.DATA_RETURN : Part.DATA;
      } else if (framing((char) (source.get() & 0xff))) {
        return true;
      }
    }
    return false;
  }

  /** Takes one character outside of the data; tells whether it was the body's last. */
  private boolean framing(char c) throws BadRequest {
    switch (part) {
      case SIZE -> size(c);
      case EXTENSION -> extension(c);
      case SIZE_END -> {
        expect(c, '\n');
        part = left == 0 ? Part.TRAILER : Part.DATA;
        lineBytes = 0;
      }
      case DATA_RETURN -> {
        expect(c, '\r');
        part = Part.DATA_END;
      }
      case DATA_END -> {
        expect(c, '\n');
        part = Part.SIZE;
        digits = 0;
        left = 0;
      }
      case TRAILER -> trailer(c);
      case TRAILER_END -> {
        expect(c, '\n');
        part = Part.TRAILER;
        return endTrailer();
      }
      case DATA -> throw new IllegalStateException("data is no framing");
    }
    return false;
  }

  private void size(char c) throws BadRequest {
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit >= 0) {
      if (++digits > MOST_DIGITS) {
        throw malformed("its size has too many digits");
      }
      left = left * 16 + digit;
    } else if (digits > 0 && c == ';') {
      part = Part.EXTENSION;
      lineBytes = 0;
    } else if (digits > 0 && c == '\r') {
      part = Part.SIZE_END;
    } else {
      throw malformed("its size is no hexadecimal number");
    }
  }

  private void extension(char c) throws BadRequest {
    if (c == '\r') {
      part = Part.SIZE_END;
    } else {
      checkText(c);
    }
  }

  private void trailer(char c) throws BadRequest {
    if (c == '\r') {
      part = Part.TRAILER_END;
      return;
    }
    checkText(c);
    trailer.append(c);
  }

  private void checkText(char c) throws BadRequest {
    if ((c < ' ' && c != '\t') || c == 0x7f || ++lineBytes > LONGEST_LINE) {
      throw malformed("a line of it has a control character or is too long");
    }
  }

  private boolean endTrailer() throws BadRequest {
    if (trailer.isEmpty()) {
      return true;
    }
    int colon = trailer.indexOf(":");
    if (colon < 0 || !RequestText.isToken(trailer.substring(0, colon))) {
      throw malformed("a trailer has no proper name");
    }
    trailer.setLength(0);
    return false;
  }

  private static void expect(char c, char expected) throws BadRequest {
    if (c != expected) {
      throw malformed("a line or the data ends otherwise than with CR LF");
    }
  }

  private static BadRequest malformed(String why) {
    return BadRequest.malformed("chunked body: " + why + " (expected: chunks as in RFC 9112)");
  }
}

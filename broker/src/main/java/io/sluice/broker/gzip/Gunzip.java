package io.sluice.broker.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952) that comes in pieces, and keeps nothing of it. Holds native memory until it
 * is closed. Belongs to one thread at a time.
 */
public final class Gunzip implements AutoCloseable {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int CHECKSUM = 2;

  /** Gets what was compressed, a bounded piece at a time. */
  public interface Sink {
    void accept(byte[] bytes, int length) throws IOException;
  }

  private enum Stage {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    DATA,
    TRAILER,
    /** What follows a whole member and is none counts for nothing, as everywhere. */
    PADDING
  }

  private final Sink sink;
  private final Inflater inflater = new Inflater(true);
  private final byte[] inflated = new byte[16 * 1024];
  private final CRC32 checksum = new CRC32();
  private Stage stage = Stage.FIXED;
  private int seen;
  private int flags;
  private int extraLength;
  private long trailer;
  private boolean anyMember;

  /**
   * @param sink gets the content, in an array that is used again when it returns
   */
  public Gunzip(Sink sink) {
    this.sink = sink;
  }

  /** Whether all that came makes a whole. */
  public boolean isComplete() {
    return anyMember && (stage == Stage.PADDING || (stage == Stage.FIXED && seen == 0));
  }

  /** Gives the native memory back; nothing can be read afterwards. */
  @Override
  public void close() {
    inflater.end();
  }

  /**
   * Reads the next piece; leaves the buffer as it was.
   *
   * @throws IOException when it is no gzip, or damaged, or what the sink throws
   */
  public void accept(ByteBuffer bytes) throws IOException {
    byte[] piece = new byte[bytes.remaining()];
    bytes.duplicate().get(piece);
    accept(piece, 0, piece.length);
  }

  private void accept(byte[] in, int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      if (stage == Stage.DATA) {
        at = inflate(in, at, end);
      } else if (stage == Stage.PADDING) {
        return;
      } else {
        step(in[at++] & 0xff);
      }
    }
  }

  private int inflate(byte[] in, int at, int end) throws IOException {
    inflater.setInput(in, at, end - at);
    try {
      while (!inflater.finished()) {
        int length = inflater.inflate(inflated);
        if (length == 0 && !inflater.finished()) {
          if (inflater.needsDictionary()) {
            throw new ZipException("gzip: needs a dictionary");
          }
          return end;
        }
        checksum.update(inflated, 0, length);
        sink.accept(inflated, length);
      }
    } catch (DataFormatException e) {
      throw new ZipException("gzip: " + e.getMessage());
    }
    next(Stage.TRAILER);
    return end - inflater.getRemaining();
  }

  private void next(Stage following) {
    stage = following;
    seen = 0;
  }

  /** One byte of a header or a trailer. */
  private void step(int value) throws IOException {
    seen++;
    switch (stage) {
      case FIXED -> fixed(value);
      case EXTRA_LENGTH -> {
        extraLength |= value << (8 * (seen - 1));
        if (seen == 2) {
          next(extraLength > 0 ? Stage.EXTRA : afterExtra());
        }
      }
      case EXTRA -> {
        if (seen == extraLength) {
          next(afterExtra());
        }
      }
      case NAME -> {
        if (value == 0) {
          next(afterName());
        }
      }
      case COMMENT -> {
        if (value == 0) {
          next(afterComment());
        }
      }
      case CHECKSUM -> {
        if (seen == 2) {
          next(Stage.DATA);
        }
      }
      case TRAILER -> trailer(value);
      case DATA, PADDING -> throw new AssertionError(stage);
    }
  }

  private void fixed(int value) throws IOException {
    boolean wrong =
        switch (seen) {
          case 1 -> value != 0x1f;
          case 2 -> value != 0x8b;
          case 3 -> value != 8;
          default -> false;
        };
    if (wrong && anyMember) {
      next(Stage.PADDING);
    } else if (wrong) {
      throw new ZipException("gzip: not in this format");
    } else if (seen == 4) {
      flags = value;
    } else if (seen == 10) {
      inflater.reset();
      checksum.reset();
      trailer = 0;
      extraLength = 0;
      next((flags & EXTRA) != 0 ? Stage.EXTRA_LENGTH : afterExtra());
    }
  }

  private Stage afterExtra() {
    return (flags & NAME) != 0 ? Stage.NAME : afterName();
  }

  private Stage afterName() {
    return (flags & COMMENT) != 0 ? Stage.COMMENT : afterComment();
  }

  private Stage afterComment() {
    return (flags & CHECKSUM) != 0 ? Stage.CHECKSUM : Stage.DATA;
  }

  private void trailer(int value) throws IOException {
    trailer |= (long) value << (8 * (seen - 1));
    if (seen == 8) {
      long expected = checksum.getValue() | inflater.getBytesWritten() << 32;
      if (trailer != expected) {
        throw new ZipException("gzip: the checksum is wrong");
      }
      anyMember = true;
      next(Stage.FIXED);
    }
  }
}

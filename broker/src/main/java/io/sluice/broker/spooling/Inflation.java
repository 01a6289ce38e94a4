package io.sluice.broker.spooling;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip body piece by piece (RFC 1952), keeping nothing of it. For one thread, until it
 * is closed.
 */
final class Inflation implements AutoCloseable {
  private static final int FIXED_HEADER = 10;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int CRC = 2;

  private final Inflater inflater = new Inflater(true);
  private final byte[] output = new byte[8192];
  private final Consumer<ByteBuffer> inflated;

  private int flags;
  private int headerRead;
  private int extraLeft = -1;
  private int crcLeft = 2;
  private boolean headerDone;
  private boolean done;

  /**
   * @param inflated gets the content in pieces, each of which is gone when it returns
   */
  Inflation(Consumer<ByteBuffer> inflated) {
    this.inflated = inflated;
  }

  /** Inflates the next piece; leaves the buffer as it was. */
  void see(ByteBuffer bytes) throws DataFormatException {
    if (done) {
      return;
    }
    ByteBuffer rest = bytes.duplicate();
    while (!headerDone && rest.hasRemaining()) {
      header(rest.get() & 0xff);
    }
    if (!rest.hasRemaining()) {
      return;
    }
    inflater.setInput(rest);
    for (int count = inflater.inflate(output); count > 0; count = inflater.inflate(output)) {
      inflated.accept(ByteBuffer.wrap(output, 0, count));
    }
    done = inflater.finished();
  }

  /** Goes over the header, whose fields have variable lengths. */
  private void header(int b) throws DataFormatException {
    if (headerRead < FIXED_HEADER) {
      if ((headerRead == 0 && b != 0x1f) || (headerRead == 1 && b != 0x8b)) {
        throw new DataFormatException("no gzip: it begins with other bytes");
      }
      if (headerRead == 3) {
        flags = b;
      }
      headerRead++;
    } else if (has(EXTRA)) {
      extra(b);
    } else if (has(NAME)) {
      endsWith(b, NAME);
    } else if (has(COMMENT)) {
      endsWith(b, COMMENT);
    } else if (has(CRC) && --crcLeft == 0) {
      flags &= ~CRC;
    }
    headerDone = headerRead == FIXED_HEADER && (flags & (EXTRA | NAME | COMMENT | CRC)) == 0;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private void endsWith(int b, int flag) {
    if (b == 0) {
      flags &= ~flag;
    }
  }

  /** Two bytes of length, low one first, and as many bytes. */
  private void extra(int b) {
    if (extraLeft == -1) {
      extraLeft = -2 - b;
    } else if (extraLeft < -1) {
      extraLeft = -2 - extraLeft + (b << 8);
    } else {
      extraLeft--;
    }
    if (extraLeft == 0) {
      flags &= ~EXTRA;
    }
  }

  @Override
  public void close() {
    done = true;
    inflater.end();
  }
}

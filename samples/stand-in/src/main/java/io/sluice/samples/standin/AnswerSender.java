package io.sluice.samples.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Frames one answer: with a Content-Length when that is how the imitated engine does it and the
 * body is short, else in chunks; to an HTTP/1.0 client until the connection's end.
 *
 * <p>Used by one thread. Only {@link #finish} ends the answer: one that failed on its way stays
 * torn off, and its client sees that.
 */
final class AnswerSender extends OutputStream {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private final OutputStream out;
  private final Framing framing;
  private final Optional<Misbehaviour> fault;
  private final byte[] buffer = new byte[8192];
  private final CRC32C crc = new CRC32C();
  private final String head;
  private int buffered;
  private long bodyBytes;
  private boolean committed;

  /** How the end of a body is told. */
  enum Framing {
    /** By its length, if it fits the buffer, else in chunks. */
    MEASURED,
    CHUNKED,
    /** By the connection's end. */
    UNTIL_CLOSE,
    /** There is none: HEAD, 204. */
    NONE
  }

  AnswerSender(OutputStream out, String head, Framing framing, Optional<Misbehaviour> fault) {
    this.out = out;
    this.head = head;
    this.framing = framing;
    this.fault = fault;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (framing == Framing.NONE) {
      return;
    }
    int done = 0;
    while (done < length) {
      if (buffered == buffer.length) {
        spill();
      }
      int count = Math.min(length - done, buffer.length - buffered);
      System.arraycopy(bytes, offset + done, buffer, buffered, count);
      buffered += count;
      done += count;
    }
  }

  @Override
  public void flush() {
    // The body's writers flush between their layers; only full buffers and the end go out.
  }

  /** Ends the answer; one that isn't ended stays torn off. */
  void finish() throws IOException {
    if (!committed && framing == Framing.MEASURED) {
      commit("Content-Length: " + buffered + "\r\n");
      emit();
    } else if (framing == Framing.NONE) {
      commit("");
    } else {
      spill();
      if (inChunks()) {
        out.write(LAST_CHUNK);
      }
    }
    out.flush();
  }

  long bodyBytes() {
    return bodyBytes;
  }

  long bodyCrc32c() {
    return crc.getValue();
  }

  private boolean inChunks() {
    return framing == Framing.CHUNKED || framing == Framing.MEASURED;
  }

  private void spill() throws IOException {
    if (!committed) {
      commit(inChunks() ? "Transfer-Encoding: chunked\r\n" : "");
    }
    if (buffered == 0) {
      return;
    }
    if (inChunks()) {
      out.write((Integer.toHexString(buffered) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    emit();
    if (inChunks()) {
      out.write(CRLF);
    }
  }

  private void commit(String framingHeader) throws IOException {
    committed = true;
    out.write((head + framingHeader + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private void emit() throws IOException {
    int done = 0;
    while (done < buffered) {
      int count = allowed(buffered - done);
      out.write(buffer, done, count);
      crc.update(buffer, done, count);
      bodyBytes += count;
      done += count;
    }
    buffered = 0;
  }

  /**
   * How many of the next {@code wanted} bytes may go out at once, after the fault has had its way.
   */
  private int allowed(int wanted) throws IOException {
    return switch (fault.orElse(null)) {
      case Misbehaviour.CloseMidBody(long afterBytes) -> {
        if (bodyBytes >= afterBytes) {
          out.flush();
          throw new IOException("closed after " + bodyBytes + " bytes of the body, as told");
        }
        yield (int) Math.min(wanted, afterBytes - bodyBytes);
      }
      case Misbehaviour.SlowBody(Gate gate, int pieceBytes) -> {
        out.flush();
        gate.pass();
        yield Math.min(wanted, pieceBytes);
      }
      case null, default -> wanted;
    };
  }
}

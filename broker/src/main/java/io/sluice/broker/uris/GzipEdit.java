package io.sluice.broker.uris;

import io.sluice.broker.exchange.BodyEdit;
import io.sluice.broker.gzip.Gunzip;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Changes a body inside its gzip. A body that is broken off or damaged fails: it would look whole
 * to the client otherwise, because it gets a checksum of its own. Holds native memory until it is
 * closed.
 */
final class GzipEdit implements BodyEdit {
  private final BodyEdit edit;
  private final Gunzip gunzip = new Gunzip(this::inflated);
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private @Nullable Gzip gzip;
  private boolean begun;

  /** Fast rather than small: the way from a broker to its clients is short. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }

    /** Closing would write the end of a body that has none. */
    void free() {
      def.end();
    }
  }

  GzipEdit(BodyEdit edit) {
    this.edit = edit;
  }

  @Override
  public ByteBuffer edit(ByteBuffer bytes) throws IOException {
    begun |= bytes.hasRemaining();
    gunzip.accept(bytes);
    bytes.position(bytes.limit());
    return taken();
  }

  private Gzip gzip() throws IOException {
    Gzip current = gzip == null ? new Gzip(compressed) : gzip;
    gzip = current;
    return current;
  }

  private void inflated(byte[] bytes, int length) throws IOException {
    write(edit.edit(ByteBuffer.wrap(bytes, 0, length)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    gzip().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  private ByteBuffer taken() {
    ByteBuffer all = ByteBuffer.wrap(compressed.toByteArray());
    compressed.reset();
    return all;
  }

  @Override
  public ByteBuffer end() throws IOException {
    if (!begun) {
      // The answer to a HEAD.
      return ByteBuffer.allocate(0);
    }
    if (!gunzip.isComplete()) {
      throw new EOFException("gzip: the body broke off");
    }
    write(edit.end());
    gzip().close();
    return taken();
  }

  @Override
  public void close() {
    edit.close();
    gunzip.close();
    if (gzip != null) {
      gzip.free();
    }
  }
}

package io.sluice.broker.reactor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.ChunkEncoder;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Frames a body of unknown length in chunks as large as the pieces that come, and sends each with
 * one write.
 *
 * <p>HttpCore's own encoder makes no chunk larger than the connection's output buffer, which is
 * small here as most connections only stay: a page of 1 MB took it 4,000 writes.
 */
final class LargeChunks extends ChunkEncoder {
  /** The longest frame of a chunk: eight digits and two ends of lines. */
  private static final int FRAME = 12;

  private final int small;

  /** What a chunk has promised and not yet sent. */
  private int left;

  /**
   * @param small what stays in the output buffer, in bytes, so that a short answer is one write
   */
  LargeChunks(
      WritableByteChannel channel,
      SessionOutputBuffer buffer,
      BasicHttpTransportMetrics metrics,
      int small) {
    super(channel, buffer, metrics);
    this.small = small;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    assertNotCompleted();
    int before = source.remaining();
    boolean room = true;
    while (room && source.hasRemaining()) {
      if (left == 0 && buffer().length() + source.remaining() + FRAME <= small) {
        keep(source);
      } else {
        room = send(source);
      }
    }
    return before - source.remaining();
  }

  private void keep(ByteBuffer source) {
    buffer().write(ByteBuffer.wrap(start(source.remaining())));
    buffer().write(source);
    buffer().write(ByteBuffer.wrap(new byte[] {'\r', '\n'}));
  }

  private static byte[] start(int size) {
    return (Integer.toHexString(size) + "\r\n").getBytes(US_ASCII);
  }

  /** Sends what was kept, and of {@code source} what fits; false when the socket is full. */
  private boolean send(ByteBuffer source) throws IOException {
    ByteBuffer out = LaneThread.writeBuffer();
    if (buffer().length() > out.capacity() / 2) {
      flushToChannel();
      return !buffer().hasData();
    }
    buffer().flush(new Into(out));
    if (left == 0) {
      left = Math.min(source.remaining(), out.remaining() - FRAME);
      out.put(start(left));
    }
    int begin = out.position();
    int bytes = Math.min(Math.min(left, source.remaining()), out.remaining() - 2);
    out.put(source.slice(source.position(), bytes));
    int end = out.position();
    if (bytes == left) {
      out.put((byte) '\r').put((byte) '\n');
    }
    writeToChannel(out.flip());
    int sent = Math.clamp(out.position() - begin, 0, bytes);
    source.position(source.position() + sent);
    left -= sent;
    boolean all = !out.hasRemaining();
    if (out.position() < begin) {
      buffer().write(out.limit(begin));
    } else if (out.position() >= end) {
      buffer().write(out);
    }
    return all;
  }

  @Override
  public void complete(@Nullable List<? extends Header> trailers) throws IOException {
    if (left > 0) {
      throw new IllegalStateException("%d bytes of a chunk are missing".formatted(left));
    }
    super.complete(trailers);
  }

  /** A buffer that what is kept is moved to. */
  private record Into(ByteBuffer target) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      int bytes = source.remaining();
      target.put(source);
      return bytes;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}

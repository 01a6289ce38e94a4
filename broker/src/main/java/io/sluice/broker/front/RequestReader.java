package io.sluice.broker.front;

import io.sluice.broker.exchange.BodyPipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/** What becomes of a request's body. */
sealed interface RequestReader {
  void accept(ByteBuffer source) throws IOException;

  void updateCapacity(CapacityChannel channel) throws IOException;

  void end(@Nullable List<? extends Header> trailers);

  /** Nobody wants it. */
  record Discarded() implements RequestReader {
    @Override
    public void accept(ByteBuffer source) {
      source.position(source.limit());
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
      channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void end(@Nullable List<? extends Header> trailers) {}
  }

  /** It passes while it comes. */
  record Piped(BodyPipe pipe) implements RequestReader {
    @Override
    public void accept(ByteBuffer source) throws IOException {
      pipe.accept(source);
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
      pipe.requestMore(channel);
    }

    @Override
    public void end(@Nullable List<? extends Header> trailers) {
      try {
        pipe.end(trailers);
      } catch (IOException e) {
        // The cluster's side hears of its own broken connection and ends the exchange.
        org.slf4j.LoggerFactory.getLogger(Piped.class).debug("A request body broke off", e);
      }
    }
  }

  /** It is a statement and read whole, up to a limit. */
  final class Whole implements RequestReader {
    private final int limit;
    private final Consumer<ByteBuffer> complete;
    private final Runnable tooLong;
    private @Nullable ByteArrayOutputStream bytes;
    private boolean refused;

    /**
     * @param announced the length that the request announces; negative when it does not
     */
    Whole(int limit, long announced, Consumer<ByteBuffer> complete, Runnable tooLong) {
      this.limit = limit;
      this.complete = complete;
      this.tooLong = tooLong;
      if (announced > limit) {
        refuse();
      } else {
        this.bytes = new ByteArrayOutputStream((int) Math.max(Math.min(announced, 64 * 1024), 256));
      }
    }

    @Override
    public void accept(ByteBuffer source) {
      ByteArrayOutputStream kept = bytes;
      if (kept == null || kept.size() + (long) source.remaining() > limit) {
        refuse();
        source.position(source.limit());
        return;
      }
      byte[] chunk = new byte[source.remaining()];
      source.get(chunk);
      kept.writeBytes(chunk);
    }

    private void refuse() {
      if (!refused) {
        refused = true;
        bytes = null;
        tooLong.run();
      }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
      channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void end(@Nullable List<? extends Header> trailers) {
      if (bytes != null) {
        complete.accept(ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer());
        bytes = null;
      }
    }
  }
}

package io.sluice.broker.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** What a request to a cluster carries. */
public sealed interface RequestBody {

  /** No body at all. */
  record None() implements RequestBody {}

  /**
   * A statement that was read before. It can be sent any number of times: no engine starts one
   * before its client has polled for it.
   */
  record Whole(ByteBuffer bytes) implements RequestBody {}

  /** A body that passes while it comes; it can be sent once. */
  record Streaming(BodyPipe pipe, long length) implements RequestBody {
    @Override
    public boolean isSent() {
      return pipe.isFinished();
    }

    @Override
    public void discard() {
      try {
        pipe.discard();
      } catch (IOException e) {
        // The client has gone as well; its own side hears of that.
        org.slf4j.LoggerFactory.getLogger(Streaming.class).debug("A client left its body", e);
      }
    }
  }

  /** Whether there is nothing of it that is still to be sent, as far as that matters. */
  default boolean isSent() {
    return true;
  }

  /** The cluster takes no more of it: what the client still sends of it is dropped. */
  default void discard() {}

  /** Writes what can be written now; a whole body starts at {@code sent}. Returns what was sent. */
  static int produce(RequestBody body, int sent, DataStreamChannel channel) throws IOException {
    return switch (body) {
      case None _ -> sent;
      case Streaming streaming -> {
        streaming.pipe().produce(channel);
        yield sent;
      }
      case Whole whole -> {
        ByteBuffer rest = whole.bytes().duplicate().position(sent);
        channel.write(rest);
        if (rest.hasRemaining()) {
          channel.requestOutput();
        } else {
          channel.endStream();
        }
        yield rest.position();
      }
    };
  }
}

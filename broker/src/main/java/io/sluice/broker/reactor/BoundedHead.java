package io.sluice.broker.reactor;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/**
 * Bounds a whole message head: HttpCore by itself bounds single lines and their number, which
 * together may be a thousand times larger.
 */
final class BoundedHead<T extends HttpMessage> implements NHttpMessageParser<T> {
  private final NHttpMessageParser<T> parser;
  private final int maxBytes;
  private int bytes;

  BoundedHead(NHttpMessageParser<T> parser, int maxBytes) {
    this.parser = parser;
    this.maxBytes = maxBytes;
  }

  @Override
  public void reset() {
    bytes = 0;
    parser.reset();
  }

  @Override
  public T parse(SessionInputBuffer buffer, boolean endOfStream) throws IOException, HttpException {
    int before = buffer.length();
    T message;
    try {
      message = parser.parse(buffer, endOfStream);
    } catch (MessageConstraintException _) {
      // A single line is longer, or there are too many of them.
      throw tooLarge();
    }
    bytes += before - buffer.length();
    if (bytes > maxBytes) {
      throw tooLarge();
    }
    return message;
  }

  private RequestHeaderFieldsTooLargeException tooLarge() {
    return new RequestHeaderFieldsTooLargeException(
        "headers: more than %d bytes (expected: less; see front.maxHeaderBytes)"
            .formatted(maxBytes));
  }
}

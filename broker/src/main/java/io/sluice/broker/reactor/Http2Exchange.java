package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange over HTTP/2. A request that HTTP/1 could understand in another way is refused, and a
 * body has the length that was announced, or its stream is reset: so nothing grows in translation.
 */
final class Http2Exchange implements AsyncServerExchangeHandler {
  private final ClientExchange exchange;
  private final ClientSide side;
  private final Http2Input.OpenStreams streams;
  private final HeadMemory.Share memory;
  private @Nullable AsyncServerExchangeHandler refusal;
  private long announced = -1;
  private long received;
  private volatile boolean complete;

  Http2Exchange(ClientExchange exchange, ClientSide side, Http2Input.OpenStreams streams) {
    this.exchange = exchange;
    this.side = side;
    this.streams = streams;
    this.memory = side.memory();
    streams.opened();
  }

  private AsyncServerExchangeHandler answering() {
    AsyncServerExchangeHandler current = refusal;
    return current == null ? exchange : current;
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context)
      throws HttpException, IOException {
    try {
      announced = CheckedStream.length(request, entity != null);
      side.chargeHead(request, memory);
    } catch (BadRequest e) {
      announced = -1;
      refusal = RefusedRequest.answering(e, false);
    }
    answering()
        .handleRequest(
            request,
            entity == null ? null : new BasicEntityDetails(announced, null),
            channel,
            context);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    if (refusal == null) {
      exchange.updateCapacity(channel);
    } else {
      channel.update(Integer.MAX_VALUE);
    }
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    received += source.remaining();
    if (announced >= 0 && received > announced) {
      throw otherLength();
    }
    if (refusal == null) {
      exchange.consume(source);
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers)
      throws HttpException, IOException {
    if (announced >= 0 && received != announced) {
      throw otherLength();
    }
    if (trailers != null && !complete) {
      // HttpCore takes the end of the request for that of the answer, which would never come.
      throw new H2StreamResetException(
          H2Error.HTTP_1_1_REQUIRED, "trailers: after a request (expected: none, or HTTP/1.1)");
    }
    answering().streamEnd(null);
  }

  private H2StreamResetException otherLength() {
    return new H2StreamResetException(
        H2Error.PROTOCOL_ERROR,
        "body: not %d bytes (expected: as content-length says)".formatted(announced));
  }

  @Override
  public int available() {
    return answering().available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    answering().produce(new LowerCaseTrailers(channel));
  }

  @Override
  public void failed(Exception cause) {
    answering().failed(cause);
  }

  @Override
  public void releaseResources() {
    memory.release();
    streams.ended();
    exchange.releaseResources();
  }

  /** Names of HTTP/2 are in lower case; HttpCore sees to those of heads only. Notes the end. */
  private final class LowerCaseTrailers implements DataStreamChannel {
    private final DataStreamChannel channel;

    LowerCaseTrailers(DataStreamChannel channel) {
      this.channel = channel;
    }

    @Override
    public void requestOutput() {
      channel.requestOutput();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }

    @Override
    public void endStream() throws IOException {
      complete = true;
      channel.endStream();
    }

    @Override
    public void endStream(@Nullable List<? extends Header> trailers) throws IOException {
      complete = true;
      channel.endStream(
          trailers == null
              ? null
              : trailers.stream()
                  .map(trailer ->
                      new BasicHeader(
                          trailer.getName().toLowerCase(Locale.ROOT), trailer.getValue()))
                  .toList());
    }
  }
}

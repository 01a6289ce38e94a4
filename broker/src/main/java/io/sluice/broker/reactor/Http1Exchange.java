package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncPushProducer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** An exchange over HTTP/1: tells its connection when it ends, and gives its memory back. */
final class Http1Exchange implements ClientExchange {
  private final ClientExchange exchange;
  private final HeadMemory.Share memory;
  private final Runnable ended;
  private volatile boolean answered;

  Http1Exchange(ClientExchange exchange, HeadMemory.Share memory, Runnable ended) {
    this.exchange = exchange;
    this.memory = memory;
    this.ended = ended;
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context)
      throws HttpException, IOException {
    exchange.handleRequest(request, entity, new Watched(channel), context);
  }

  /** Whether an answer has begun; until then the client waits for one. */
  boolean answered() {
    return answered;
  }

  @Override
  public void malformed(String text) {
    exchange.malformed(text);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    exchange.updateCapacity(channel);
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    exchange.consume(source);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers)
      throws HttpException, IOException {
    exchange.streamEnd(trailers);
  }

  @Override
  public int available() {
    return exchange.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    exchange.produce(channel);
  }

  @Override
  public void failed(Exception cause) {
    exchange.failed(cause);
  }

  @Override
  public void releaseResources() {
    memory.release();
    ended.run();
    exchange.releaseResources();
  }

  /** Notices that an answer begins. */
  private final class Watched implements ResponseChannel {
    private final ResponseChannel channel;

    Watched(ResponseChannel channel) {
      this.channel = channel;
    }

    @Override
    public void sendInformation(HttpResponse response, HttpContext context)
        throws HttpException, IOException {
      channel.sendInformation(response, context);
    }

    @Override
    public void sendResponse(
        HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
        throws HttpException, IOException {
      answered = true;
      channel.sendResponse(response, entity, context);
    }

    @Override
    public void pushPromise(HttpRequest promise, AsyncPushProducer producer, HttpContext context)
        throws HttpException, IOException {
      channel.pushPromise(promise, producer, context);
    }

    @Override
    public void terminateExchange() {
      channel.terminateExchange();
    }
  }
}

package io.sluice.broker.exchange;

import io.sluice.broker.reactor.ClusterConnection;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.LaneExchange;
import io.sluice.broker.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request to one cluster and its response.
 *
 * <p>A request that can be sent again is, once, on a new connection, when a connection that had
 * been idle fails before any answer: the cluster had closed it and the news had not arrived.
 *
 * <p>All state that is neither atomic nor volatile belongs to the lane.
 */
public final class ClusterExchange implements LaneExchange {
  private final Reactor reactor;
  private final Lane lane;
  private final ClusterTarget target;
  private final RequestHead head;
  private final RequestBody body;
  private final ResponseListener listener;
  private final BodyPipe response = new BodyPipe();
  private final AtomicReference<@Nullable ClusterConnection> connection = new AtomicReference<>();
  private final AtomicBoolean aborted = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean begun;
  private volatile boolean answered;
  private volatile boolean complete;
  private boolean reused;
  private boolean largeHead;
  private boolean retried;
  private int sent;

  public ClusterExchange(
      Reactor reactor,
      Lane lane,
      ClusterTarget target,
      RequestHead head,
      RequestBody body,
      ResponseListener listener) {
    this.reactor = reactor;
    this.lane = lane;
    this.target = target;
    this.head = head;
    this.body = body;
    this.listener = listener;
  }

  /** Sends the request. */
  public void begin() {
    reactor.execute(lane, target, this, false);
  }

  /** Whether the cluster may have got anything of the request; false is certain. */
  public boolean mayHaveArrived() {
    return begun;
  }

  /** Ends the exchange at once: the cluster sees its connection closed. */
  public void abort() {
    aborted.set(true);
    ClusterConnection current = connection.get();
    if (current != null && !complete) {
      current.abort();
    }
  }

  @Override
  public void connected(ClusterConnection newConnection, boolean isReused) {
    connection.set(newConnection);
    reused = isReused;
    if (aborted.get()) {
      newConnection.abort();
    }
  }

  @Override
  public void unreachable(Exception cause) {
    fail(cause);
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    sent = 0;
    begun = true;
    largeHead = HeadSize.isLarge(head.headers());
    HttpRequest request = head.toRequest();
    switch (body) {
      case RequestBody.None _ -> channel.sendRequest(request, null, context);
      case RequestBody.Whole whole ->
          sendWithBody(channel, request, whole.bytes().limit(), context);
      case RequestBody.Streaming streaming ->
          sendWithBody(channel, request, streaming.length(), context);
    }
  }

  private static void sendWithBody(
      RequestChannel channel, HttpRequest request, long length, HttpContext context)
      throws HttpException, IOException {
    if (length >= 0) {
      measure(request, Long.toString(length));
    } else {
      request.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
    channel.sendRequest(request, new BasicEntityDetails(length, null), context);
  }

  /** A client's own header stays as it is, letter case included, if it says the same. */
  private static void measure(HttpRequest request, String length) {
    Header known = request.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
    if (known == null || !length.equals(known.getValue())) {
      request.setHeader(HttpHeaders.CONTENT_LENGTH, length);
    }
  }

  @Override
  public int available() {
    return switch (body) {
      case RequestBody.None _ -> 0;
      case RequestBody.Whole whole -> whole.bytes().limit() - sent;
      case RequestBody.Streaming streaming -> streaming.pipe().available();
    };
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    sent = RequestBody.produce(body, sent, channel);
  }

  @Override
  public void consumeInformation(HttpResponse information, HttpContext context) {
    // 100 and 103 concern this connection only; the client got its 100 from the broker.
  }

  @Override
  public void consumeResponse(
      HttpResponse clusterResponse, @Nullable EntityDetails entity, HttpContext context)
      throws IOException {
    answered = true;
    largeHead |= HeadSize.isLarge(Arrays.asList(clusterResponse.getHeaders()));
    listener.answered(clusterResponse, entity != null, response);
    if (entity == null) {
      response.end(null);
      completed();
    }
  }

  /** A cluster that has answered without the whole body may never read the rest. */
  private void completed() {
    complete = true;
    ClusterConnection current = connection.get();
    if (current != null && !body.isSent()) {
      body.discard();
      current.abort();
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    response.requestMore(channel);
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    listener.passing(source.asReadOnlyBuffer());
    response.accept(source);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
    response.end(trailers);
    completed();
  }

  @Override
  public void failed(Exception cause) {
    ClusterConnection failedOn = connection.getAndSet(null);
    if (failedOn != null) {
      failedOn.abort();
    }
    if (reused && !answered && !retried && canBeSentAgain() && !aborted.get()) {
      retried = true;
      reactor.execute(lane, target, this, true);
    } else {
      fail(cause);
    }
  }

  private boolean canBeSentAgain() {
    return switch (body) {
      case RequestBody.Whole _ -> true;
      case RequestBody.None _ -> head.idempotent();
      case RequestBody.Streaming _ -> false;
    };
  }

  private void fail(Exception cause) {
    if (ended.compareAndSet(false, true)) {
      response.drop();
      body.discard();
      if (complete) {
        listener.finished();
      } else {
        listener.failed(cause, answered);
      }
    }
  }

  @Override
  public void cancel() {
    failed(new IOException("the exchange was cancelled"));
  }

  /** HttpCore is done with this exchange: only now may another one use the connection. */
  @Override
  public void releaseResources() {
    if (!complete) {
      return;
    }
    ClusterConnection used = connection.getAndSet(null);
    if (used != null && largeHead) {
      // Its buffers have grown to the size of the head, and never shrink.
      used.abort();
    } else if (used != null) {
      used.release();
    }
    if (ended.compareAndSet(false, true)) {
      body.discard();
      listener.finished();
    }
  }
}

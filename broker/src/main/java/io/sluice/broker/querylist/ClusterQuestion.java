package io.sluice.broker.querylist;

import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.EndToEndHeaders;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The question to one cluster for its queries, and its answer, which is kept until all have
 * answered. Collects on the lane; {@link #reply} may be asked once it is {@link #done}.
 */
final class ClusterQuestion implements ResponseListener {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterQuestion.class);

  private final FleetCluster cluster;
  private final ListMemory.Share memory;
  private final ClusterExchange exchange;
  private final List<byte[]> pieces = new ArrayList<>();
  private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
  private int status;
  private List<Header> headers = List.of();

  ClusterQuestion(
      Reactor reactor, Lane lane, FleetCluster cluster, RequestHead head, ListMemory.Share memory) {
    this.cluster = cluster;
    this.memory = memory;
    this.exchange =
        new ClusterExchange(reactor, lane, cluster.target(), head, new RequestBody.None(), this);
  }

  void begin() {
    exchange.begin();
  }

  /** Completes when the cluster has answered, or will not. */
  CompletableFuture<Boolean> done() {
    return whole;
  }

  /** No answer is waited for any longer. */
  void giveUp() {
    if (whole.complete(false)) {
      exchange.abort();
    }
  }

  /** What the cluster has said; lets go of what was kept of it. */
  Reply reply() {
    if (!whole.getNow(false)) {
      return new Reply.Missing(cluster.name());
    }
    var body = new ByteArrayOutputStream(pieces.stream().mapToInt(piece -> piece.length).sum());
    pieces.forEach(body::writeBytes);
    pieces.clear();
    return Reply.of(cluster.name(), status, headers, body.toByteArray());
  }

  @Override
  public void answered(HttpResponse response, boolean hasBody, BodyPipe pipe) {
    status = response.getCode();
    headers = EndToEndHeaders.ofResponse(response);
    if (hasBody) {
      try {
        pipe.produce(new Collector());
      } catch (IOException e) {
        throw new AssertionError("a pipe that has nothing yet does no I/O", e);
      }
    }
  }

  @Override
  public void finished() {
    whole.complete(true);
  }

  @Override
  public void failed(Exception cause, boolean answered) {
    if (whole.complete(false)) {
      LOG.debug("Cluster {} did not tell its queries", cluster.name(), cause);
    }
  }

  /** Takes all that comes, as long as there is room. */
  private final class Collector implements DataStreamChannel {
    @Override
    public void requestOutput() {}

    @Override
    public int write(ByteBuffer source) throws IOException {
      int length = source.remaining();
      if (whole.isDone() || !memory.take(length)) {
        throw new IOException("the lists of queries are too long (see front.queryListMemory)");
      }
      byte[] piece = new byte[length];
      source.get(piece);
      pieces.add(piece);
      return length;
    }

    @Override
    public void endStream() {}

    @Override
    public void endStream(@Nullable List<? extends Header> trailers) {}
  }
}

package io.sluice.broker.spooling;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request for a segment that no page here told of, because another broker or an earlier process
 * passed it. It is sent to all clusters that can have issued it: one that has not can't even decode
 * the id, as it is encrypted with its cluster's secret, and refuses it. So it does no harm there,
 * not even to acknowledge a segment. The first good answer is the client's.
 *
 * <p>Runs on a virtual thread; the clusters' answers come on the lane.
 */
final class SegmentSearch implements Runnable {
  static final String UNKNOWN =
      "this segment is not known: no cluster of this fleet has it (it may have expired or been"
          + " acknowledged, or its cluster was removed)";

  private static final Logger LOG = LoggerFactory.getLogger(SegmentSearch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Spooling services;
  private final long digest;
  private final ClientResponse client;
  private final List<Asked> asked;
  private final AtomicInteger open;
  private final AtomicInteger silent = new AtomicInteger();
  private final CompletableFuture<Optional<Asked>> owner = new CompletableFuture<>();

  SegmentSearch(
      Spooling services,
      Lane lane,
      long digest,
      List<FleetCluster> clusters,
      RequestHead head,
      ClientResponse client,
      Origin origin) {
    this.services = services;
    this.digest = digest;
    this.client = client;
    this.asked =
        clusters.stream()
            .map(cluster -> new Asked(cluster, lane, services.uris().head(head, cluster, origin)))
            .toList();
    this.open = new AtomicInteger(asked.size());
  }

  @Override
  public void run() {
    try {
      asked.forEach(one -> one.exchange.begin());
      answer(owner.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      LOG.debug("No cluster had a segment within {}", PATIENCE, e);
      silent.incrementAndGet();
      answer(Optional.empty());
    } catch (ExecutionException e) {
      throw new AssertionError("never completed with an exception", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Refusal.json(client, 503, "the broker is shutting down; try again");
    } finally {
      services.searches().release();
    }
  }

  private void answer(Optional<Asked> found) {
    asked.stream().filter(one -> found.isEmpty() || one != found.get()).forEach(Asked::abort);
    if (found.isPresent()) {
      services.learn(digest, found.get().cluster);
      found.get().pass();
    } else if (silent.get() > 0) {
      Refusal.json(client, 503, "not every cluster could be asked for this segment; try again");
    } else {
      Refusal.json(client, 404, UNKNOWN);
    }
  }

  /** The client has gone: no cluster need go on. */
  void abandon() {
    asked.forEach(Asked::abort);
    owner.complete(Optional.empty());
  }

  /** One cluster and what it says. */
  private final class Asked implements ResponseListener {
    private final FleetCluster cluster;
    private final ClusterExchange exchange;
    private volatile Runnable pass = () -> {};

    Asked(FleetCluster cluster, Lane lane, RequestHead head) {
      this.cluster = cluster;
      this.exchange =
          new ClusterExchange(
              services.reactor(), lane, cluster.target(), head, new RequestBody.None(), this);
    }

    void pass() {
      pass.run();
    }

    void abort() {
      exchange.abort();
    }

    @Override
    public void answered(HttpResponse response, boolean hasBody, BodyPipe body) {
      pass = () -> client.pass(response, hasBody, body);
      if (response.getCode() < 400 && owner.complete(Optional.of(this))) {
        return;
      }
      closed();
      if (hasBody) {
        abort();
      }
    }

    private void closed() {
      if (open.decrementAndGet() == 0) {
        owner.complete(Optional.empty());
      }
    }

    @Override
    public void finished() {}

    @Override
    public void failed(Exception cause, boolean answered) {
      if (!answered) {
        LOG.debug("Cluster {} could not be asked for a segment", cluster.name(), cause);
        silent.incrementAndGet();
        closed();
      } else if (isOwner()) {
        client.breakOff();
      }
    }

    private boolean isOwner() {
      return owner.isDone() && owner.resultNow().filter(found -> found == this).isPresent();
    }
  }
}

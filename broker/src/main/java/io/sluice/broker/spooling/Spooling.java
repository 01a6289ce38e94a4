package io.sluice.broker.spooling;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.Passages;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.uris.Uris;
import io.sluice.rules.fact.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Ties spooled segments to the clusters that issued them. Pages tell of segments while they pass;
 * for a segment that no page here told of, the clusters are asked.
 */
public final class Spooling {
  /** Each asks all clusters, so a client with made-up ids must not cause many. */
  private static final int MOST_SEARCHES = 64;

  private final Reactor reactor;
  private final Passages passages;
  private final Fleet fleet;
  private final Uris uris;
  private final Executor background;
  private final Segments segments;
  private final Semaphore searches = new Semaphore(MOST_SEARCHES);

  /**
   * @param uris lead clients back to the broker
   * @param background runs what blocks; one thread each
   * @param most how many segments are remembered
   */
  public Spooling(
      Reactor reactor,
      Passages passages,
      Fleet fleet,
      Uris uris,
      Executor background,
      int most,
      Ticker ticker) {
    this.reactor = reactor;
    this.passages = passages;
    this.fleet = fleet;
    this.uris = uris;
    this.background = background;
    this.segments = new Segments(most, ticker);
  }

  /** Looks at a page of results that begins with {@code response}; empty when it needs not. */
  public Optional<SpooledPage> page(FleetCluster cluster, HttpResponse response) {
    return SpooledPage.of(segments, cluster.name(), response);
  }

  /**
   * A request for a segment, or about one.
   *
   * @param origin how the client reached the broker
   */
  public SegmentRequest request(
      Lane lane, RequestHead head, RequestBody body, ClientResponse client, Origin origin) {
    return new SegmentRequest(this, lane, head, body, client, origin);
  }

  /** Segments whose cluster is remembered, about. */
  public long size() {
    return segments.size();
  }

  Reactor reactor() {
    return reactor;
  }

  Passages passages() {
    return passages;
  }

  Uris uris() {
    return uris;
  }

  Executor background() {
    return background;
  }

  Semaphore searches() {
    return searches;
  }

  /** The cluster that has issued a segment, if memory tells. */
  Optional<FleetCluster> owner(long digest) {
    return segments.owner(digest).flatMap(fleet::carrier);
  }

  void learn(long digest, FleetCluster cluster) {
    segments.learn(digest, cluster.name());
  }

  /** The clusters that can have issued a segment: Presto has none. */
  List<FleetCluster> issuers() {
    return fleet.carriers().stream()
        .filter(cluster -> cluster.status().dialect().orElse(Dialect.TRINO) == Dialect.TRINO)
        .toList();
  }
}

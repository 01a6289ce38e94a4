package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.probe.QueryCanceller;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to drains whose deadline has passed: tells of them, and cancels the queries that are left
 * where the operator said so. Each replica cancels those that it knows.
 *
 * <p>{@link #check} is called by one thread at a time.
 */
public final class DrainDeadlines {
  private static final Logger LOG = LoggerFactory.getLogger(DrainDeadlines.class);

  private final LiveQueries liveQueries;
  private final QueryCanceller canceller;
  private final Executor background;
  private final InstantSource clock;
  private final Map<ClusterName, Instant> told = new HashMap<>();
  private final Set<QueryId> cancelled = ConcurrentHashMap.newKeySet();

  /**
   * @param background runs the cancellations, which wait for clusters
   */
  public DrainDeadlines(
      LiveQueries liveQueries, QueryCanceller canceller, Executor background, InstantSource clock) {
    this.liveQueries = liveQueries;
    this.canceller = canceller;
    this.background = background;
    this.clock = clock;
  }

  void check(List<FleetCluster> clusters) {
    Instant now = clock.instant();
    var left = new HashSet<QueryId>();
    for (FleetCluster cluster : clusters) {
      Optional<DrainOrder> overdue =
          Optional.of(cluster.status())
              .filter(status -> status.wish() == ClusterWish.DRAINING)
              .flatMap(ClusterStatus::order)
              .filter(order -> order.overdue(now));
      if (overdue.isPresent() && cluster.state() == ClusterState.DRAINING) {
        tell(cluster, overdue.get());
        if (overdue.get().cancel()) {
          Set<QueryId> queries = liveQueries.queriesOn(cluster.name());
          left.addAll(queries);
          cancel(cluster, queries);
        }
      }
    }
    cancelled.retainAll(left);
  }

  private void tell(FleetCluster cluster, DrainOrder order) {
    if (!order.since().equals(told.put(cluster.name(), order.since()))) {
      LOG.warn(
          "Cluster {} was to be drained by {}, and {} queries are left{}",
          cluster.name(),
          order.deadline().orElse(order.since()),
          cluster.drain().map(Drain::left).orElse(0),
          order.cancel() ? "; those that are known here are cancelled now" : "");
    }
  }

  private void cancel(FleetCluster cluster, Set<QueryId> queries) {
    for (QueryId query : queries) {
      if (cancelled.add(query)) {
        background.execute(() -> cancel(cluster, query));
      }
    }
  }

  private void cancel(FleetCluster cluster, QueryId query) {
    try {
      canceller.cancel(cluster.spec(), cluster.dialect(), query);
      LOG.info("Query {} was cancelled: the drain of {} is overdue", query, cluster.name());
    } catch (IOException e) {
      LOG.warn(
          "Query {} of {} could not be cancelled yet: {}", query, cluster.name(), e.toString());
      cancelled.remove(query);
    }
  }
}

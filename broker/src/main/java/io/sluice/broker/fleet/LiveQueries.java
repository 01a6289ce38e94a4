package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The queries that this broker knows to be alive, and where: their number is a cluster's load, and
 * they are the affinity of ids that name no coordinator. A query that nobody polls for a while is
 * forgotten; the store still knows it.
 */
public final class LiveQueries {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);
  private static final int MAX_QUERIES = 200_000;

  private final Map<ClusterName, AtomicInteger> perCluster = new ConcurrentHashMap<>();
  private final Cache<QueryId, ClusterName> queries;

  public LiveQueries(Ticker ticker) {
    this.queries =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MAX_QUERIES)
            .executor(Runnable::run)
            .<QueryId, ClusterName>removalListener((id, cluster, cause) -> left(cluster))
            .build();
  }

  private void left(@Nullable ClusterName cluster) {
    if (cluster != null) {
      counter(cluster).decrementAndGet();
    }
  }

  /** A cluster has accepted a query. */
  public void began(QueryId query, ClusterName cluster) {
    if (queries.asMap().putIfAbsent(query, cluster) == null) {
      counter(cluster).incrementAndGet();
    }
  }

  /** Where a query runs; also keeps it from being forgotten. */
  public Optional<ClusterName> clusterOf(QueryId query) {
    return Optional.ofNullable(queries.getIfPresent(query));
  }

  /** A query has ended. */
  public void ended(QueryId query) {
    queries.invalidate(query);
  }

  int on(ClusterName cluster) {
    AtomicInteger counter = perCluster.get(cluster);
    return counter == null ? 0 : Math.max(0, counter.get());
  }

  /** Forgets what is due; called now and then, since a cache without traffic keeps what it has. */
  void sweep() {
    queries.cleanUp();
  }

  private AtomicInteger counter(ClusterName cluster) {
    return perCluster.computeIfAbsent(cluster, name -> new AtomicInteger());
  }
}

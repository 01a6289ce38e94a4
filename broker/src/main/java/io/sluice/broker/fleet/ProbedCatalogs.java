package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.probe.ClusterProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks clusters for their catalogs when a statement needs to know, each at most once in five
 * seconds: however many statements name a catalog that nobody has, clusters hardly notice. Those
 * that come meanwhile wait for the same answer.
 */
public final class ProbedCatalogs implements CatalogRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(ProbedCatalogs.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final ClusterProbe probe;
  private final Executor background;
  private final Duration patience;
  private final Ticker ticker;
  private final Map<FleetCluster, Asked> asked = new ConcurrentHashMap<>();

  /**
   * @param since when it was asked
   * @param done completed when it has answered, whatever it said
   */
  private record Asked(long since, CompletableFuture<Void> done) {}

  /**
   * @param background runs the probes; one thread each
   * @param patience how long a statement waits for all of them
   */
  public ProbedCatalogs(ClusterProbe probe, Executor background, Duration patience, Ticker ticker) {
    this.probe = probe;
    this.background = background;
    this.patience = patience;
    this.ticker = ticker;
  }

  @Override
  public void refresh(Collection<FleetCluster> clusters) throws InterruptedException {
    long now = ticker.read();
    asked.values().removeIf(it -> now - it.since() >= PAUSE_NANOS);
    CompletableFuture<?>[] answers =
        clusters.stream()
            .map(cluster -> asked.computeIfAbsent(cluster, it -> ask(it, now)).done())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(answers).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info(
          "Not all of {} have told their catalogs within {} ms", clusters, patience.toMillis());
    } catch (ExecutionException e) {
      // A probe that threw is a defect; the statement is decided by what is known.
      LOG.error("Catalogs can't be looked up", e.getCause());
    }
  }

  private Asked ask(FleetCluster cluster, long now) {
    return new Asked(now, CompletableFuture.runAsync(() -> tell(cluster), background));
  }

  private void tell(FleetCluster cluster) {
    try {
      cluster.told(probe.probe(cluster.spec(), cluster.dialect(), true));
    } catch (IOException e) {
      LOG.info("Cluster {} does not tell its catalogs: {}", cluster.name(), e.getMessage());
    }
  }
}

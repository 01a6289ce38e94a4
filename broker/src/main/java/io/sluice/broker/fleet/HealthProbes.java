package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.probe.ClusterProbe;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.store.ClusterWish;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes every cluster at an interval, each on a thread of its own, so that one that hangs delays
 * nobody. Also looks the clusters' names up again, and refreshes what rules see of the fleet.
 */
public final class HealthProbes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthProbes.class);

  private final Fleet fleet;
  private final FleetFacts facts;
  private final ClusterTargets targets;
  private final ClusterProbe clusterProbe;
  private final BiConsumer<CoordinatorId, FleetCluster> learned;
  private final Executor background;
  private final Duration interval;
  private final Duration timeout;
  private final Set<FleetCluster> underWay = ConcurrentHashMap.newKeySet();
  private final Map<FleetCluster, ClusterState> logged = new ConcurrentHashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("health").unstarted(task));

  /**
   * @param learned hears of the coordinator id that a probe told
   * @param background runs the probes; one thread each
   * @param interval the time between two rounds
   * @param timeout how long the start waits for the first probes
   */
  public HealthProbes(
      Fleet fleet,
      FleetFacts facts,
      ClusterTargets targets,
      ClusterProbe clusterProbe,
      BiConsumer<CoordinatorId, FleetCluster> learned,
      Executor background,
      Duration interval,
      Duration timeout) {
    this.fleet = fleet;
    this.facts = facts;
    this.targets = targets;
    this.clusterProbe = clusterProbe;
    this.learned = learned;
    this.background = background;
    this.interval = interval;
    this.timeout = timeout;
  }

  /** Probes all clusters once, so that the first statement finds them, and goes on doing so. */
  public void start() {
    CompletableFuture<?>[] first =
        fleet.clusters().stream()
            .map(cluster -> CompletableFuture.runAsync(() -> probeOnce(cluster), background))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(first).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("Some clusters have not answered their first probe yet");
    } catch (ExecutionException e) {
      LOG.error("A first probe failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    facts.refresh();
    long millis = interval.toMillis();
    var _ = rounds.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      fleet.liveQueries().sweep();
      facts.refresh();
      for (FleetCluster cluster : fleet.clusters()) {
        if (cluster.status().wish() != ClusterWish.INACTIVE && underWay.add(cluster)) {
          background.execute(() -> probeOnce(cluster));
        }
      }
    } catch (RuntimeException e) {
      // The thread's boundary: the next round must come.
      LOG.error("A round of probes failed", e);
    }
  }

  private void probeOnce(FleetCluster cluster) {
    try {
      probe(cluster);
    } finally {
      underWay.remove(cluster);
    }
    tell(cluster);
  }

  /** Probes a cluster now, on the calling thread. */
  void probe(FleetCluster cluster) {
    ClusterSpec spec = cluster.spec();
    try {
      cluster.resolved(targets.lookUp(spec));
      ClusterReport report = clusterProbe.probe(spec, cluster.dialect(), false);
      if (report.starting()) {
        cluster.probeFailed("it says that it is starting");
        return;
      }
      report.coordinatorId().ifPresent(id -> learned.accept(id, cluster));
      cluster.probeSucceeded(report);
    } catch (IOException e) {
      cluster.probeFailed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void tell(FleetCluster cluster) {
    ClusterState state = cluster.state();
    ClusterState before = logged.put(cluster, state);
    if (state != before) {
      facts.refresh();
      LOG.info("Cluster {} is {}: {}", cluster.name(), state, cluster.status().health().reason());
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}

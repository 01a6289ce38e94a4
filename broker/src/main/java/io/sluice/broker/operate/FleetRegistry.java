package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.store.ClusterEntry;
import io.sluice.broker.store.ClusterTable;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fleet in step with the store, which is the authority. The configuration's clusters are
 * the seed of an empty store, and the fleet of a broker that starts while the store is down.
 */
public final class FleetRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetRegistry.class);
  private static final Duration SYNC_EVERY = Duration.ofSeconds(5);

  private final Fleet fleet;
  private final ClusterTable table;
  private final List<ClusterSpec> configured;
  private final Map<ClusterName, Long> versions = new HashMap<>();
  private final ScheduledExecutorService syncing =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("fleet-sync").unstarted(task));
  private boolean seeded;

  public FleetRegistry(Fleet fleet, ClusterTable table, List<ClusterSpec> configured) {
    this.fleet = fleet;
    this.table = table;
    this.configured = List.copyOf(configured);
  }

  /** Fills the fleet, from the store or else from the configuration, and goes on syncing. */
  public void start() {
    try {
      sync();
    } catch (StoreException e) {
      LOG.warn(
          "The store can't be read, so the fleet is that of the configuration until it can: {}",
          e.getMessage());
      configured.forEach(spec -> fleet.add(spec, ClusterWish.ACTIVE));
    }
    var _ =
        syncing.scheduleWithFixedDelay(
            this::syncQuietly, SYNC_EVERY.toMillis(), SYNC_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void syncQuietly() {
    try {
      sync();
    } catch (StoreException e) {
      LOG.debug("The fleet could not be compared with the store", e);
    } catch (RuntimeException e) {
      // The thread's boundary: the next comparison must come.
      LOG.error("The fleet could not be brought in step with the store", e);
    }
  }

  /** Brings the fleet in step with the store. */
  public synchronized void sync() {
    if (!seeded) {
      table.seed(configured.stream().collect(Collectors.toMap(ClusterSpec::name, SpecJson::write)));
      seeded = true;
    }
    Set<ClusterName> stored = new HashSet<>();
    for (ClusterEntry entry : table.all()) {
      stored.add(entry.name());
      apply(entry);
    }
    for (FleetCluster cluster : fleet.clusters()) {
      if (!stored.contains(cluster.name())) {
        fleet.remove(cluster.name());
        versions.remove(cluster.name());
        LOG.info("Cluster {} has left the fleet", cluster.name());
      }
    }
  }

  private void apply(ClusterEntry entry) {
    Long known = versions.get(entry.name());
    if (known != null && known == entry.version()) {
      return;
    }
    ClusterSpec spec = SpecJson.read(entry.name(), entry.spec());
    if (!fleet.add(spec, entry.wish(), entry.drain())) {
      fleet.replace(spec);
      fleet.wish(entry.name(), entry.wish(), entry.drain());
    }
    versions.put(entry.name(), entry.version());
  }

  @Override
  public void close() {
    syncing.shutdownNow();
  }
}

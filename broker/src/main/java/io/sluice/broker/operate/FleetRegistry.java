package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.fleet.ClusterStatus;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.store.ClusterEntry;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.broker.store.GroupEntry;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.store.StoredFleet;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fleet in step with its authority. That is the store, for which the configuration is the
 * seed, and what a broker has that starts while the store is down; or it is the configuration file,
 * and the store keeps no more than operators' wishes.
 *
 * <p>Looks every half second whether anything was changed, which costs one small read: a change on
 * one replica is in force on the others within that time. While the store is down it is asked less
 * and less often, down to every five seconds.
 */
public final class FleetRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetRegistry.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final int MOST_LOOKS_WITHOUT_STORE = 10;
  private static final String UNSTORED = "0";

  private final Fleet fleet;
  private final FleetTables tables;
  private final ConfiguredFleet configured;
  private final Optional<FleetFile> file;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("fleet-sync").unstarted(task));

  /** The versions of what was last brought into the fleet; replaced after it, never before. */
  private volatile Versions versions = new Versions(Map.of(), Map.of());

  private Map<ClusterName, ClusterEntry> wishes = Map.of();
  private long lastRevision;
  private boolean seeded;
  private int pause;
  private int looksToSkip;

  private record Versions(Map<ClusterName, Long> clusters, Map<GroupName, Long> groups) {}

  /** A cluster as it is to be. */
  private record Placed(ClusterSpec spec, ClusterWish wish, Optional<DrainOrder> drain) {}

  /**
   * @param configured what the configuration says
   * @param file the configuration file, where it is the authority
   */
  public FleetRegistry(
      Fleet fleet, FleetTables tables, ConfiguredFleet configured, Optional<FleetFile> file) {
    this.fleet = fleet;
    this.tables = tables;
    this.configured = configured;
    this.file = file;
  }

  /** The file that is the authority; empty when the store is. */
  public Optional<FleetFile> file() {
    return file;
  }

  /** Fills the fleet, and goes on looking for changes. */
  public void start() {
    try {
      sync();
    } catch (StoreException e) {
      LOG.warn(
          "The store can't be read, so the fleet is that of the configuration until it can: {}",
          e.getMessage());
      applyConfigured();
    }
    long millis = LOOK_EVERY.toMillis();
    var _ = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (file.isPresent() && file.get().look()) {
        applyConfigured();
      }
      if (looksToSkip > 0) {
        looksToSkip--;
        return;
      }
      follow();
      pause = 0;
    } catch (StoreException e) {
      pause = Math.min(MOST_LOOKS_WITHOUT_STORE, pause * 2 + 1);
      looksToSkip = pause;
      LOG.debug("The fleet could not be compared with the store", e);
    } catch (RuntimeException e) {
      // The thread's boundary: the next look must come.
      LOG.error("The fleet could not be brought in step with its authority", e);
    }
  }

  private synchronized void follow() {
    if (!isRead() || tables.revision().current() != lastRevision) {
      sync();
    }
  }

  private boolean isRead() {
    return seeded || (file.isPresent() && lastRevision != 0);
  }

  /** Brings the fleet in step with the store: the whole of it, or operators' wishes. */
  public synchronized void sync() {
    if (file.isEmpty() && !seeded) {
      seed();
    }
    // Before the rest: what is changed in between is found by the next look.
    long revision = tables.revision().current();
    StoredFleet stored = tables.all();
    if (file.isPresent()) {
      wishes = stored.clusters().stream().collect(Collectors.toMap(ClusterEntry::name, it -> it));
      applyConfigured();
    } else {
      apply(stored);
    }
    lastRevision = revision;
  }

  private void seed() {
    tables
        .clusters()
        .seed(
            configured.clusters().stream()
                .collect(Collectors.toMap(ClusterSpec::name, SpecJson::write)));
    tables.groups().seed(this::groupsToSeed);
    seeded = true;
  }

  /** Those of the configuration, and what the clusters of an older store name. */
  private Map<GroupName, String> groupsToSeed(List<ClusterEntry> clusters) {
    Map<GroupName, String> groups = new HashMap<>();
    for (ClusterEntry entry : clusters) {
      try {
        for (Membership it : SpecJson.read(entry.name(), entry.spec()).memberships()) {
          groups.put(it.group(), GroupJson.write(GroupSpec.of(it.group())));
        }
      } catch (IllegalArgumentException e) {
        LOG.error("The groups of cluster {} are not known", entry.name(), e);
      }
    }
    configured.groups().forEach(group -> groups.put(group.name(), GroupJson.write(group)));
    return groups;
  }

  /** The fleet of the configuration, with the wishes that are known. */
  private synchronized void applyConfigured() {
    ConfiguredFleet now = file.map(FleetFile::fleet).orElse(configured);
    Map<ClusterName, Placed> clusters = new HashMap<>();
    Map<ClusterName, Long> known = new HashMap<>();
    for (ClusterSpec spec : now.clusters()) {
      Optional<ClusterEntry> entry = Optional.ofNullable(wishes.get(spec.name()));
      ClusterWish wish = entry.map(ClusterEntry::wish).orElse(ClusterWish.ACTIVE);
      clusters.put(spec.name(), new Placed(spec, wish, entry.flatMap(ClusterEntry::drain)));
      entry.ifPresent(found -> known.put(spec.name(), found.version()));
    }
    Map<GroupName, GroupSpec> groups =
        now.groups().stream().collect(Collectors.toMap(GroupSpec::name, group -> group));
    apply(groups, clusters, Set.of());
    versions = new Versions(Map.copyOf(known), Map.of());
  }

  private void apply(StoredFleet stored) {
    Map<GroupName, GroupSpec> groups = new HashMap<>();
    Map<GroupName, Long> groupVersions = new HashMap<>();
    for (GroupEntry entry : stored.groups()) {
      groupVersions.put(entry.name(), entry.version());
      try {
        groups.put(entry.name(), GroupJson.read(entry.name(), entry.spec()));
      } catch (IllegalArgumentException e) {
        LOG.error("Group {} stays as it is: {}", entry.name(), e.getMessage(), e);
        groups.put(entry.name(), fleet.group(entry.name()));
      }
    }
    Map<ClusterName, Placed> clusters = new HashMap<>();
    Map<ClusterName, Long> clusterVersions = new HashMap<>();
    Set<ClusterName> unreadable = new HashSet<>();
    for (ClusterEntry entry : stored.clusters()) {
      clusterVersions.put(entry.name(), entry.version());
      try {
        clusters.put(
            entry.name(),
            new Placed(SpecJson.read(entry.name(), entry.spec()), entry.wish(), entry.drain()));
      } catch (IllegalArgumentException e) {
        LOG.error("Cluster {} stays as it is: {}", entry.name(), e.getMessage(), e);
        unreadable.add(entry.name());
      }
    }
    apply(groups, clusters, unreadable);
    versions = new Versions(Map.copyOf(clusterVersions), Map.copyOf(groupVersions));
  }

  /** Groups come before the clusters that serve them, and go after them. */
  private void apply(
      Map<GroupName, GroupSpec> groups,
      Map<ClusterName, Placed> clusters,
      Set<ClusterName> untouched) {
    groups.values().forEach(fleet::putGroup);
    clusters.values().forEach(this::place);
    for (FleetCluster cluster : fleet.clusters()) {
      if (!clusters.containsKey(cluster.name()) && !untouched.contains(cluster.name())) {
        fleet.remove(cluster.name());
        LOG.info("Cluster {} has left the fleet", cluster.name());
      }
    }
    for (GroupSpec group : fleet.groups()) {
      if (!groups.containsKey(group.name())) {
        fleet.removeGroup(group.name());
      }
    }
  }

  private void place(Placed placed) {
    if (fleet.add(placed.spec(), placed.wish(), placed.drain())) {
      return;
    }
    ClusterStatus now = fleet.find(placed.spec().name()).orElseThrow().status();
    if (!now.spec().equals(placed.spec())) {
      fleet.replace(placed.spec());
    }
    if (now.wish() != placed.wish() || !now.order().equals(placed.drain())) {
      fleet.wish(placed.spec().name(), placed.wish(), placed.drain());
    }
  }

  /**
   * The version of a cluster's entry. To be asked before the cluster is looked at: then what was
   * seen is never older than its version says.
   */
  String etag(ClusterName name) {
    return text(versions.clusters().get(name));
  }

  /** The version of a group's entry; likewise. */
  String etag(GroupName name) {
    return text(versions.groups().get(name));
  }

  /** The version of what has an entry or none. */
  static String text(@Nullable Long version) {
    return version == null ? UNSTORED : version.toString();
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

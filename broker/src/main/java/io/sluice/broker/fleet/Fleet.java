package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Targets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * All clusters and groups. Readers see an immutable snapshot; changes are made under the fleet's
 * monitor and replace it.
 */
public final class Fleet {
  private final InstantSource clock;
  private final ZoneId zone;
  private final Queue<StateChange> changes = new ConcurrentLinkedQueue<>();
  private final Health.Hysteresis hysteresis;
  private final LiveQueries liveQueries;
  private final GroupName defaultGroup;
  private volatile Map<GroupName, GroupSpec> groups;
  private volatile Map<ClusterName, FleetCluster> clusters = Map.of();

  /** Clusters that were taken out: they get nothing new, and keep what they have. */
  private final Map<ClusterName, FleetCluster> departed = new ConcurrentHashMap<>();

  /** A fleet whose maintenance windows go by UTC where they don't say. */
  public Fleet(
      List<GroupSpec> groups,
      GroupName defaultGroup,
      Health.Hysteresis hysteresis,
      LiveQueries liveQueries,
      InstantSource clock) {
    this(groups, defaultGroup, hysteresis, liveQueries, clock, ZoneOffset.UTC);
  }

  /**
   * @param zone whose clock counts for maintenance windows that name none
   */
  public Fleet(
      List<GroupSpec> groups,
      GroupName defaultGroup,
      Health.Hysteresis hysteresis,
      LiveQueries liveQueries,
      InstantSource clock,
      ZoneId zone) {
    this.zone = zone;
    this.defaultGroup = defaultGroup;
    this.hysteresis = hysteresis;
    this.liveQueries = liveQueries;
    this.clock = clock;
    this.groups =
        groups.stream().collect(Collectors.toUnmodifiableMap(GroupSpec::name, group -> group));
  }

  public GroupName defaultGroup() {
    return defaultGroup;
  }

  public LiveQueries liveQueries() {
    return liveQueries;
  }

  /** Adds a cluster. Returns false when one of that name is there already. */
  public boolean add(ClusterSpec spec, ClusterWish wish) {
    return add(spec, wish, Optional.empty());
  }

  /**
   * Adds a cluster. Returns false when one of that name is there already.
   *
   * @param order how it is drained, when that is the wish
   */
  public synchronized boolean add(ClusterSpec spec, ClusterWish wish, Optional<DrainOrder> order) {
    if (clusters.containsKey(spec.name())) {
      return false;
    }
    var changed = new LinkedHashMap<ClusterName, FleetCluster>(clusters);
    changed.put(
        spec.name(),
        new FleetCluster(spec, wish, order, clock, zone, hysteresis, liveQueries, changes::add));
    clusters = changed;
    departed.remove(spec.name());
    return true;
  }

  /** Replaces what the operator said of a cluster. Returns false when there is none. */
  public synchronized boolean replace(ClusterSpec spec) {
    FleetCluster cluster = clusters.get(spec.name());
    if (cluster == null) {
      return false;
    }
    cluster.replaceSpec(spec);
    return true;
  }

  /** Takes a cluster out, but for follow-ups of its queries. Returns false when there is none. */
  public synchronized boolean remove(ClusterName name) {
    var changed = new LinkedHashMap<ClusterName, FleetCluster>(clusters);
    FleetCluster removed = changed.remove(name);
    if (removed != null) {
      departed.put(name, removed);
    }
    clusters = changed;
    return removed != null;
  }

  /** Adds a group, or replaces what the operator said of it. */
  public synchronized void putGroup(GroupSpec group) {
    if (!group.equals(groups.get(group.name()))) {
      var changed = new LinkedHashMap<GroupName, GroupSpec>(groups);
      changed.put(group.name(), group);
      groups = Map.copyOf(changed);
    }
  }

  /** Takes a group out; where a cluster serves it, it stays, with the defaults. */
  public synchronized void removeGroup(GroupName name) {
    if (groups.containsKey(name)) {
      var changed = new LinkedHashMap<GroupName, GroupSpec>(groups);
      changed.remove(name);
      groups = Map.copyOf(changed);
    }
  }

  /** Changes what the operator wants of a cluster. Returns false when there is none. */
  public boolean wish(ClusterName name, ClusterWish wish) {
    return wish(name, wish, Optional.empty());
  }

  /**
   * Changes what the operator wants of a cluster. Returns false when there is none.
   *
   * @param order how it is drained, when that is the wish
   */
  public boolean wish(ClusterName name, ClusterWish wish, Optional<DrainOrder> order) {
    Optional<FleetCluster> cluster = find(name);
    cluster.ifPresent(found -> found.wish(wish, order));
    return cluster.isPresent();
  }

  /** Takes the changes of state that nobody has taken yet, in order. */
  List<StateChange> takeChanges() {
    var taken = new ArrayList<StateChange>();
    for (StateChange change = changes.poll(); change != null; change = changes.poll()) {
      taken.add(change);
    }
    return taken;
  }

  public List<FleetCluster> clusters() {
    return List.copyOf(clusters.values());
  }

  public Optional<FleetCluster> find(ClusterName name) {
    return Optional.ofNullable(clusters.get(name));
  }

  /** A cluster to which a query may belong: one of the fleet, or one that has left it. */
  public Optional<FleetCluster> carrier(ClusterName name) {
    return find(name).or(() -> Optional.ofNullable(departed.get(name)));
  }

  /** All clusters to which a query may belong. */
  public List<FleetCluster> carriers() {
    var all = new LinkedHashMap<ClusterName, FleetCluster>(departed);
    all.putAll(clusters);
    return List.copyOf(all.values());
  }

  /** All groups: the operators' own, those that clusters name, and the default group. */
  public List<GroupSpec> groups() {
    var names = new LinkedHashSet<GroupName>();
    names.add(defaultGroup);
    groups.keySet().stream().sorted().forEach(names::add);
    clusters
        .values()
        .forEach(cluster -> cluster.spec().memberships().forEach(it -> names.add(it.group())));
    return names.stream().map(this::group).toList();
  }

  /** A group's settings; the defaults for one that only clusters name. */
  public GroupSpec group(GroupName name) {
    GroupSpec said = groups.get(name);
    return said != null ? said : GroupSpec.of(name);
  }

  /** What rules may name. */
  public Targets targets() {
    return new Targets(
        groups().stream().map(GroupSpec::name).collect(Collectors.toSet()),
        Set.copyOf(clusters.keySet()));
  }

  public List<FleetCluster> clustersOf(GroupName group) {
    return clusters.values().stream()
        .filter(cluster -> cluster.spec().in(group).isPresent())
        .toList();
  }

  static boolean takesStatements(ClusterState state) {
    return state == ClusterState.HEALTHY || state == ClusterState.DEGRADED;
  }
}

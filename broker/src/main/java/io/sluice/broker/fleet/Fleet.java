package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
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
  private final Map<GroupName, GroupSpec> configuredGroups;
  private final Map<PolicyOfGroup, Selection> selections = new ConcurrentHashMap<>();
  private volatile Map<ClusterName, FleetCluster> clusters = Map.of();

  /** A policy has a state of its own in each group, such as whose turn it is. */
  private record PolicyOfGroup(GroupName group, String policy) {}

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
    this.configuredGroups =
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

  /** Takes a cluster out. Returns false when there is none. */
  public synchronized boolean remove(ClusterName name) {
    var changed = new LinkedHashMap<ClusterName, FleetCluster>(clusters);
    boolean removed = changed.remove(name) != null;
    clusters = changed;
    return removed;
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

  /** All groups: the configured ones, those that clusters name, and the default group. */
  public List<GroupSpec> groups() {
    var names = new LinkedHashSet<GroupName>();
    names.add(defaultGroup);
    configuredGroups.keySet().stream().sorted().forEach(names::add);
    clusters
        .values()
        .forEach(cluster -> cluster.spec().memberships().forEach(it -> names.add(it.group())));
    return names.stream().map(this::group).toList();
  }

  /** A group's settings; the defaults for one that only clusters name. */
  public GroupSpec group(GroupName name) {
    GroupSpec configured = configuredGroups.get(name);
    return configured != null ? configured : GroupSpec.of(name);
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

  /**
   * Every cluster that comes into question for a statement, those that can take it in the order in
   * which to try them: the group's, then those of the fallback groups.
   */
  public List<Candidate> candidates(Outcome outcome, Dialect dialect) {
    var candidates = new ArrayList<Candidate>();
    for (GroupName group : groupsToTry(outcome)) {
      candidates.addAll(candidates(group, outcome, dialect));
    }
    return candidates;
  }

  private List<Candidate> candidates(GroupName group, Outcome outcome, Dialect dialect) {
    var out = new ArrayList<Candidate>();
    var eligible = new ArrayList<FleetCluster>();
    for (FleetCluster cluster : clustersOf(group)) {
      Optional<String> reason = excluded(cluster, outcome, dialect);
      if (reason.isEmpty()) {
        eligible.add(cluster);
      } else {
        out.add(new Candidate(cluster, group, reason));
      }
    }
    var ordered = new ArrayList<Candidate>();
    for (FleetCluster cluster : policy(group, outcome).order(eligible)) {
      ordered.add(new Candidate(cluster, group, Optional.empty()));
    }
    ordered.addAll(out);
    return ordered;
  }

  private static Optional<String> excluded(FleetCluster cluster, Outcome outcome, Dialect dialect) {
    if (outcome instanceof Outcome.Route route
        && route.pin().isPresent()
        && !route.pin().get().equals(cluster.name())) {
      return Optional.of("the rule pins " + route.pin().get());
    }
    ClusterState state = cluster.state();
    if (!takesStatements(state)) {
      return Optional.of("%s: %s".formatted(state, cluster.reason()));
    }
    Optional<Dialect> spoken = cluster.dialect();
    return spoken.isPresent() && spoken.get() == dialect
        ? Optional.empty()
        : Optional.of(
            "speaks %s, the client %s"
                .formatted(spoken.map(Dialect::name).orElse("what is not known yet"), dialect));
  }

  static boolean takesStatements(ClusterState state) {
    return state == ClusterState.HEALTHY || state == ClusterState.DEGRADED;
  }

  /** The name of the policy that picks in a group: the rule's, or else the group's own. */
  public String selection(GroupName group, Outcome outcome) {
    Optional<String> asked =
        outcome instanceof Outcome.Route route ? route.selection() : Optional.empty();
    return asked.filter(SelectionPolicies::isKnown).orElse(group(group).selection());
  }

  private Selection policy(GroupName group, Outcome outcome) {
    String policy = selection(group, outcome);
    return selections.computeIfAbsent(
        new PolicyOfGroup(group, policy),
        key -> Selection.named(key.policy()).orElseGet(Selection::leastLoaded));
  }

  private List<GroupName> groupsToTry(Outcome outcome) {
    var groups = new LinkedHashSet<GroupName>();
    switch (outcome) {
      case Outcome.Route route -> {
        groups.add(route.group());
        if (!route.strict()) {
          groups.addAll(route.fallbacks());
          groups.addAll(group(route.group()).fallback());
        }
      }
      case Outcome.Unrouted _ -> {
        groups.add(defaultGroup);
        groups.addAll(group(defaultGroup).fallback());
      }
      case Outcome.Reject _ -> {}
    }
    return List.copyOf(groups);
  }
}

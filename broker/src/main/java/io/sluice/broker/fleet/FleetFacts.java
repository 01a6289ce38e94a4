package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fleet's load as rules see it: a snapshot that is taken at every round of probes and not for
 * each statement, because rule sessions keep these facts and pay for every change.
 */
public final class FleetFacts {
  private final Fleet fleet;
  private volatile Snapshot snapshot = new Snapshot(List.of(), List.of());

  private record Snapshot(List<Group> groups, List<Cluster> clusters) {}

  public FleetFacts(Fleet fleet) {
    this.fleet = fleet;
  }

  public List<Group> groups() {
    return snapshot.groups();
  }

  public List<Cluster> clusters() {
    return snapshot.clusters();
  }

  /** Takes a new snapshot; keeps the old lists where nothing changed. */
  public void refresh() {
    Snapshot before = snapshot;
    List<Group> groups = fleet.groups().stream().map(this::group).toList();
    List<Cluster> clusters = fleet.clusters().stream().flatMap(FleetFacts::cluster).toList();
    snapshot =
        new Snapshot(
            groups.equals(before.groups()) ? before.groups() : groups,
            clusters.equals(before.clusters()) ? before.clusters() : clusters);
  }

  /** The load of one group. */
  public Group group(GroupSpec spec) {
    List<FleetCluster> all = fleet.clustersOf(spec.name());
    List<FleetCluster> available =
        all.stream().filter(cluster -> Fleet.takesStatements(cluster.state())).toList();
    List<EngineLoad> loads = available.stream().map(FleetCluster::load).toList();
    int running = loads.stream().mapToInt(EngineLoad::running).sum();
    int queued = loads.stream().mapToInt(EngineLoad::queued).sum();
    int capacity = available.stream().mapToInt(cluster -> cluster.spec().capacity()).sum();
    double utilisation = capacity == 0 ? 1 : Math.min(1, (double) (running + queued) / capacity);
    return new Group(
        spec.name().value(), all.size(), available.size(), running, queued, capacity, utilisation);
  }

  /** One fact for each group that it serves. */
  private static Stream<Cluster> cluster(FleetCluster cluster) {
    return cluster.spec().memberships().stream()
        .map(membership -> cluster(cluster, membership.group()));
  }

  private static Cluster cluster(FleetCluster cluster, GroupName group) {
    ClusterSpec spec = cluster.spec();
    ClusterState state = cluster.state();
    EngineLoad load = cluster.load();
    Optional<ClusterReport> report = cluster.status().report();
    return new Cluster(
        spec.name().value(),
        group.value(),
        state.name(),
        cluster.status().version(),
        spec.location(),
        spec.labels(),
        report.flatMap(ClusterReport::catalogs).orElse(Set.of()),
        load.running(),
        load.queued(),
        load.blocked(),
        report.map(ClusterReport::workers).orElse(OptionalInt.empty()).orElse(0),
        percent(load.cpuUtilisation()),
        percent(load.memoryUtilisation()));
  }

  /** Without what no rule needs to know: each change of a fact costs every rule session. */
  private static double percent(double utilisation) {
    return Math.round(utilisation * 100) / 100.0;
  }
}

package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterView;
import io.sluice.admin.cluster.SpecView;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.query.CoordinatorId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** A cluster of the fleet in the admin API's words. */
final class ClusterViews {
  private ClusterViews() {}

  static ClusterView of(FleetCluster cluster, String etag) {
    FleetCluster.Status status = cluster.status();
    Optional<ClusterReport> report = status.report();
    Optional<EngineLoad> load = report.flatMap(ClusterReport::load);
    int inFlight = cluster.running();
    return new ClusterView(
        SpecView.of(status.spec()),
        cluster.state(),
        status.health().since(),
        status.health().reason(),
        status.version(),
        report.flatMap(ClusterReport::dialect),
        status.coordinatorId().map(CoordinatorId::value).orElse(""),
        load.map(EngineLoad::running).orElse(inFlight),
        load.map(EngineLoad::queued).orElse(0),
        load.map(told -> OptionalInt.of(told.blocked())).orElse(OptionalInt.empty()),
        inFlight,
        report.map(ClusterReport::workers).orElse(OptionalInt.empty()),
        figure(load, EngineLoad::cpuUtilisation),
        figure(load, EngineLoad::memoryUtilisation),
        report.flatMap(ClusterReport::catalogs).<Set<String>>map(TreeSet::new),
        report.map(ClusterReport::troubles).orElse(List.of()),
        report.map(ClusterReport::uptimeMillis).orElse(OptionalLong.empty()),
        etag);
  }

  private static OptionalDouble figure(
      Optional<EngineLoad> load, ToDoubleFunction<EngineLoad> figure) {
    return load.map(told -> OptionalDouble.of(figure.applyAsDouble(told)))
        .orElse(OptionalDouble.empty());
  }
}

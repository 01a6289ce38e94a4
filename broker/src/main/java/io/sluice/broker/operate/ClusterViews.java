package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterView;
import io.sluice.admin.cluster.DrainView;
import io.sluice.admin.cluster.SpecView;
import io.sluice.admin.cluster.WindowView;
import io.sluice.broker.fleet.ClusterStatus;
import io.sluice.broker.fleet.Drain;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.fleet.Standing;
import io.sluice.broker.maintenance.Window;
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
    ClusterStatus status = cluster.status();
    Optional<ClusterReport> report = status.report();
    Optional<EngineLoad> load = report.flatMap(ClusterReport::load);
    Standing standing = cluster.standing();
    int inFlight = cluster.running();
    return new ClusterView(
        SpecView.of(status.spec()),
        standing.state(),
        standing.since(),
        standing.reason(),
        cluster.drain().map(ClusterViews::drain),
        cluster.maintenance().map(window -> window(window, cluster.inMaintenance())),
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

  private static DrainView drain(Drain drain) {
    return new DrainView(
        drain.since(), drain.deadline(), drain.cancel(), drain.overdue(), drain.left());
  }

  private static WindowView window(Window window, boolean open) {
    return new WindowView(window.of().cron(), window.from(), window.until(), open);
  }

  private static OptionalDouble figure(
      Optional<EngineLoad> load, ToDoubleFunction<EngineLoad> figure) {
    return load.map(told -> OptionalDouble.of(figure.applyAsDouble(told)))
        .orElse(OptionalDouble.empty());
  }
}

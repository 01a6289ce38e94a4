package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.Dialect;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is known of a cluster at one moment.
 *
 * @param spec what the operator said
 * @param wish what the operator wants
 * @param order how it is drained, when that is the wish
 * @param wished when this broker heard of the wish
 * @param resumed when it last went back to work after it had been drained
 * @param health what probes and traffic say
 * @param target where it listens, looked up
 * @param report what it said of itself last; empty before it said anything
 * @param asked when it was asked for the report; at the beginning of time without one
 * @param coordinatorId the last part of its query ids, once known
 */
public record ClusterStatus(
    ClusterSpec spec,
    ClusterWish wish,
    Optional<DrainOrder> order,
    Instant wished,
    Optional<Instant> resumed,
    Health health,
    ClusterTarget target,
    Optional<ClusterReport> report,
    Instant asked,
    Optional<CoordinatorId> coordinatorId) {

  static ClusterStatus fresh(
      ClusterSpec spec, ClusterWish wish, Optional<DrainOrder> order, Instant now) {
    return new ClusterStatus(
        spec,
        wish,
        order,
        now,
        Optional.empty(),
        Health.unknown(now),
        unresolved(spec),
        Optional.empty(),
        Instant.MIN,
        Optional.empty());
  }

  private static ClusterTarget unresolved(ClusterSpec spec) {
    var address = ClusterAddress.of(spec.url());
    return new ClusterTarget(
        address, InetSocketAddress.createUnresolved(address.host(), address.port()));
  }

  /** The engine's version; empty while unknown. */
  public String version() {
    return report.map(ClusterReport::version).orElse("");
  }

  /** Which headers it speaks: what the operator said, or else what it showed. */
  public Optional<Dialect> dialect() {
    return spec.dialect().or(() -> report.flatMap(ClusterReport::dialect));
  }

  /** What it says that it runs and queues; empty where it does not tell. */
  public OptionalInt engineLoad() {
    return report
        .flatMap(ClusterReport::load)
        .map(load -> OptionalInt.of(load.running() + load.queued()))
        .orElse(OptionalInt.empty());
  }

  ClusterStatus withSpec(ClusterSpec changed) {
    return new ClusterStatus(
        changed, wish, order, wished, resumed, health, target, report, asked, coordinatorId);
  }

  ClusterStatus withWish(ClusterWish changed, Optional<DrainOrder> newOrder, Instant now) {
    return new ClusterStatus(
        spec,
        changed,
        newOrder,
        changed == wish ? wished : now,
        resumed,
        health,
        target,
        report,
        asked,
        coordinatorId);
  }

  ClusterStatus withResumed(Instant now) {
    return new ClusterStatus(
        spec, wish, order, wished, Optional.of(now), health, target, report, asked, coordinatorId);
  }

  ClusterStatus withHealth(Health changed) {
    return new ClusterStatus(
        spec, wish, order, wished, resumed, changed, target, report, asked, coordinatorId);
  }

  ClusterStatus withTarget(ClusterTarget changed) {
    return new ClusterStatus(
        spec, wish, order, wished, resumed, health, changed, report, asked, coordinatorId);
  }

  ClusterStatus withReport(ClusterReport said, Instant when) {
    return new ClusterStatus(
        spec,
        wish,
        order,
        wished,
        resumed,
        health,
        target,
        Optional.of(report.map(said::after).orElse(said)),
        when,
        said.coordinatorId().or(() -> coordinatorId));
  }

  ClusterStatus withCoordinator(CoordinatorId id) {
    return new ClusterStatus(
        spec, wish, order, wished, resumed, health, target, report, asked, Optional.of(id));
  }
}

package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.ClusterName;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * One cluster of the fleet: what the operator said, and how it is. Readers see an immutable {@link
 * Status}; writers replace it under the monitor.
 */
public final class FleetCluster {
  private final InstantSource clock;
  private final Health.Hysteresis hysteresis;
  private final LiveQueries liveQueries;
  private volatile Status status;
  private final AtomicInteger submitting = new AtomicInteger();

  /**
   * All that is known of a cluster at one moment.
   *
   * @param spec what the operator said
   * @param wish what the operator wants
   * @param health what probes and traffic say
   * @param target where it listens, looked up
   * @param version the engine's version; empty while unknown
   * @param coordinatorId the last part of its query ids, once known
   */
  public record Status(
      ClusterSpec spec,
      ClusterWish wish,
      Health health,
      ClusterTarget target,
      String version,
      Optional<CoordinatorId> coordinatorId) {}

  FleetCluster(
      ClusterSpec spec,
      ClusterWish wish,
      InstantSource clock,
      Health.Hysteresis hysteresis,
      LiveQueries liveQueries) {
    this.clock = clock;
    this.hysteresis = hysteresis;
    this.liveQueries = liveQueries;
    this.status =
        new Status(
            spec, wish, Health.unknown(clock.instant()), unresolved(spec), "", Optional.empty());
  }

  private static ClusterTarget unresolved(ClusterSpec spec) {
    var address = ClusterAddress.of(spec.url());
    return new ClusterTarget(
        address, InetSocketAddress.createUnresolved(address.host(), address.port()));
  }

  public ClusterName name() {
    return status.spec().name();
  }

  public ClusterSpec spec() {
    return status.spec();
  }

  public Status status() {
    return status;
  }

  public ClusterTarget target() {
    return status.target();
  }

  /** The state that an operator sees: the wish, where there is one, else the health. */
  public ClusterState state() {
    Status now = status;
    return switch (now.wish()) {
      case ACTIVE -> now.health().state();
      case DRAINING -> running() == 0 ? ClusterState.DRAINED : ClusterState.DRAINING;
      case INACTIVE -> ClusterState.INACTIVE;
    };
  }

  /** Whether new statements may go there now. */
  public boolean takesStatements() {
    return Fleet.takesStatements(state());
  }

  /** Queries that this broker knows to be alive on it, and statements on their way to it. */
  public int running() {
    return liveQueries.on(name()) + submitting.get();
  }

  /** Counts a statement as load while it is on its way, so that a burst spreads. */
  public void submissionBegins() {
    submitting.incrementAndGet();
  }

  public void submissionEnds() {
    submitting.decrementAndGet();
  }

  void replaceSpec(ClusterSpec spec) {
    update(now -> {
      boolean moved = !now.spec().url().equals(spec.url());
      return new Status(
          spec,
          now.wish(),
          moved ? Health.unknown(clock.instant()) : now.health(),
          moved ? unresolved(spec) : now.target(),
          moved ? "" : now.version(),
          moved ? Optional.empty() : now.coordinatorId());
    });
  }

  void wish(ClusterWish wish) {
    Instant at = clock.instant();
    update(now ->
        new Status(
            now.spec(),
            wish,
            wish == ClusterWish.ACTIVE && now.wish() == ClusterWish.INACTIVE
                ? Health.unknown(at)
                : now.health(),
            now.target(),
            now.version(),
            now.coordinatorId()));
  }

  void resolved(ClusterTarget target) {
    update(now ->
        target.address().equals(now.target().address())
            ? new Status(
                now.spec(), now.wish(), now.health(), target, now.version(), now.coordinatorId())
            : now);
  }

  void probeSucceeded(ClusterInfo info) {
    Instant at = clock.instant();
    update(now ->
        new Status(
            now.spec(),
            now.wish(),
            now.health().probeSucceeded(at, hysteresis),
            now.target(),
            info.version(),
            info.coordinatorId().or(now::coordinatorId)));
  }

  void probeFailed(String reason) {
    Instant at = clock.instant();
    update(now -> withHealth(now, now.health().probeFailed(at, reason, hysteresis)));
  }

  /** A connection of real traffic could not be made, or the cluster says that it is going away. */
  public void trafficFailed(String reason) {
    Instant at = clock.instant();
    update(now -> withHealth(now, now.health().trafficFailed(at, reason)));
  }

  /** An answer told which coordinator this is. */
  public void learned(CoordinatorId coordinator) {
    Status now = status;
    if (now.coordinatorId().isEmpty() || !now.coordinatorId().get().equals(coordinator)) {
      update(current ->
          new Status(
              current.spec(),
              current.wish(),
              current.health(),
              current.target(),
              current.version(),
              Optional.of(coordinator)));
    }
  }

  private static Status withHealth(Status now, Health health) {
    return new Status(
        now.spec(), now.wish(), health, now.target(), now.version(), now.coordinatorId());
  }

  private synchronized void update(UnaryOperator<Status> change) {
    status = change.apply(status);
  }

  @Override
  public String toString() {
    return name() + " " + state();
  }
}

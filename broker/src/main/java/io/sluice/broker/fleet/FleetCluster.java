package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
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

  /** What this broker had there when it last told its load. */
  private volatile int ownAtReport;

  /**
   * All that is known of a cluster at one moment.
   *
   * @param spec what the operator said
   * @param wish what the operator wants
   * @param health what probes and traffic say
   * @param target where it listens, looked up
   * @param report what it said of itself last; empty before it said anything
   * @param coordinatorId the last part of its query ids, once known
   */
  public record Status(
      ClusterSpec spec,
      ClusterWish wish,
      Health health,
      ClusterTarget target,
      Optional<ClusterReport> report,
      Optional<CoordinatorId> coordinatorId) {

    private static Status fresh(ClusterSpec spec, ClusterWish wish, Instant now) {
      return new Status(
          spec, wish, Health.unknown(now), unresolved(spec), Optional.empty(), Optional.empty());
    }

    /** The engine's version; empty while unknown. */
    public String version() {
      return report.map(ClusterReport::version).orElse("");
    }

    /** Which headers it speaks: what the operator said, or else what it showed. */
    public Optional<Dialect> dialect() {
      return spec.dialect().or(() -> report.flatMap(ClusterReport::dialect));
    }

    private Status withSpec(ClusterSpec changed) {
      return new Status(changed, wish, health, target, report, coordinatorId);
    }

    private Status withWish(ClusterWish changed) {
      return new Status(spec, changed, health, target, report, coordinatorId);
    }

    private Status withHealth(Health changed) {
      return new Status(spec, wish, changed, target, report, coordinatorId);
    }

    private Status withTarget(ClusterTarget changed) {
      return new Status(spec, wish, health, changed, report, coordinatorId);
    }

    private Status withReport(ClusterReport said) {
      return new Status(
          spec,
          wish,
          health,
          target,
          Optional.of(report.map(said::after).orElse(said)),
          said.coordinatorId().or(() -> coordinatorId));
    }

    private Status withCoordinator(CoordinatorId id) {
      return new Status(spec, wish, health, target, report, Optional.of(id));
    }
  }

  FleetCluster(
      ClusterSpec spec,
      ClusterWish wish,
      InstantSource clock,
      Health.Hysteresis hysteresis,
      LiveQueries liveQueries) {
    this.clock = clock;
    this.hysteresis = hysteresis;
    this.liveQueries = liveQueries;
    this.status = Status.fresh(spec, wish, clock.instant());
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

  /** Which headers it speaks; empty while nobody knows. */
  public Optional<Dialect> dialect() {
    return status.dialect();
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

  /**
   * How busy it is: what it said last, and what this broker has sent there since or seen end; so a
   * burst between two probes counts. Of a cluster that tells no load, this broker's own queries.
   */
  public EngineLoad load() {
    Status now = status;
    LiveQueries.Count own = liveQueries.ofCluster(now.spec().name());
    int sent = own.running() + submitting.get();
    Optional<EngineLoad> said = now.report().flatMap(ClusterReport::load);
    if (said.isEmpty()) {
      return new EngineLoad(sent, own.queued(), 0, 0, 0);
    }
    EngineLoad told = said.get();
    int all = sent + own.queued();
    return new EngineLoad(
        Math.max(told.running() + all - ownAtReport, all - told.queued()),
        told.queued(),
        told.blocked(),
        told.cpuUtilisation(),
        told.memoryUtilisation());
  }

  /** Counts a statement as load while it is on its way, so that a burst spreads. */
  public void submissionBegins() {
    submitting.incrementAndGet();
  }

  public void submissionEnds() {
    submitting.decrementAndGet();
  }

  /** What was known of it is forgotten when it moves, or when something else is to be trusted. */
  void replaceSpec(ClusterSpec spec) {
    Instant at = clock.instant();
    update(now ->
        now.spec().url().equals(spec.url()) && now.spec().tls().equals(spec.tls())
            ? now.withSpec(spec)
            : Status.fresh(spec, now.wish(), at));
  }

  void wish(ClusterWish wish) {
    Instant at = clock.instant();
    update(now ->
        wish == ClusterWish.ACTIVE && now.wish() == ClusterWish.INACTIVE
            ? now.withWish(wish).withHealth(Health.unknown(at))
            : now.withWish(wish));
  }

  void resolved(ClusterTarget target) {
    update(now -> target.address().equals(now.target().address()) ? now.withTarget(target) : now);
  }

  void probeSucceeded(ClusterReport report) {
    Instant at = clock.instant();
    ownAtReport = running();
    update(now -> now.withReport(report).withHealth(now.health().probeSucceeded(at, hysteresis)));
  }

  /** It said something of itself beside the probes; that is no sign of health. */
  void told(ClusterReport report) {
    ownAtReport = running();
    update(now -> now.withReport(report));
  }

  void probeFailed(String reason) {
    Instant at = clock.instant();
    update(now -> now.withHealth(now.health().probeFailed(at, reason, hysteresis)));
  }

  /** A connection of real traffic could not be made, or the cluster says that it is going away. */
  public void trafficFailed(String reason) {
    Instant at = clock.instant();
    update(now -> now.withHealth(now.health().trafficFailed(at, reason)));
  }

  /** An answer told which coordinator this is. */
  public void learned(CoordinatorId coordinator) {
    Status now = status;
    if (now.coordinatorId().isEmpty() || !now.coordinatorId().get().equals(coordinator)) {
      update(current -> current.withCoordinator(coordinator));
    }
  }

  private synchronized void update(UnaryOperator<Status> change) {
    status = change.apply(status);
  }

  @Override
  public String toString() {
    return name() + " " + state();
  }
}

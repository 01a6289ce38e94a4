package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.maintenance.Phase;
import io.sluice.broker.maintenance.Window;
import io.sluice.broker.maintenance.Windows;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One cluster of the fleet: what the operator said, and how it is. Readers see an immutable {@link
 * ClusterStatus}; writers replace it under the monitor.
 *
 * <p>Longer than most classes: its state is made of the wish, the calendar, the health and what is
 * left of a drain, and only here all four are at hand.
 */
public final class FleetCluster {
  private final InstantSource clock;
  private final ZoneId zone;
  private final Health.Hysteresis hysteresis;
  private final LiveQueries liveQueries;
  private final Consumer<StateChange> changes;
  private volatile ClusterStatus status;
  private volatile Calendar calendar;
  private volatile Standing standing;
  private final AtomicInteger submitting = new AtomicInteger();

  /** What this broker had there when it last told its load. */
  private volatile int ownAtReport;

  /** Its maintenance windows, and what they say now: calendars are slow, and states are not. */
  private record Calendar(Windows windows, Phase phase) {}

  /**
   * @param zone whose clock counts for maintenance windows that name none
   * @param changes hears of each change of the state; must not wait
   */
  FleetCluster(
      ClusterSpec spec,
      ClusterWish wish,
      Optional<DrainOrder> order,
      InstantSource clock,
      ZoneId zone,
      Health.Hysteresis hysteresis,
      LiveQueries liveQueries,
      Consumer<StateChange> changes) {
    this.clock = clock;
    this.zone = zone;
    this.hysteresis = hysteresis;
    this.liveQueries = liveQueries;
    this.changes = changes;
    Instant now = clock.instant();
    this.status = ClusterStatus.fresh(spec, wish, order, now);
    this.calendar = calendar(spec, now);
    this.standing = new Standing(state(), now, reason());
  }

  private Calendar calendar(ClusterSpec spec, Instant now) {
    Windows windows = Windows.of(spec.maintenance(), zone);
    return new Calendar(windows, windows.at(now));
  }

  public ClusterName name() {
    return status.spec().name();
  }

  public ClusterSpec spec() {
    return status.spec();
  }

  public ClusterStatus status() {
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
    ClusterStatus now = status;
    if (now.wish() == ClusterWish.INACTIVE) {
      return ClusterState.INACTIVE;
    }
    return drainBegan(now)
        .map(began -> left(now, began).isNone() ? ClusterState.DRAINED : ClusterState.DRAINING)
        .orElseGet(() -> now.health().state());
  }

  /** Why it is in its state, for people. */
  public String reason() {
    ClusterStatus now = status;
    return switch (now.wish()) {
      case INACTIVE -> "switched off by an operator";
      case DRAINING ->
          now.order()
              .flatMap(DrainOrder::deadline)
              .map(end -> "drained by an operator, until %s at the latest".formatted(end))
              .orElse("drained by an operator");
      case ACTIVE ->
          openWindow()
              .map(window ->
                  "maintenance window '%s' until %s".formatted(window.of().cron(), window.until()))
              .orElse(now.health().reason());
    };
  }

  /** Its state with its reason, and since when it has been in it. */
  public Standing standing() {
    Standing last = note();
    return new Standing(last.state(), last.since(), reason());
  }

  /** Compares the state with the last one that was seen, and tells when it is another. */
  Standing note() {
    Standing last = standing;
    return state() == last.state() ? last : noteChange();
  }

  private synchronized Standing noteChange() {
    Standing last = standing;
    ClusterState state = state();
    if (state != last.state()) {
      Instant now = clock.instant();
      standing = new Standing(state, now, reason());
      changes.accept(new StateChange(name(), last.state(), state, now, standing.reason()));
    }
    return standing;
  }

  /** When it began to get nothing new, by wish or by calendar; empty when it does. */
  private Optional<Instant> drainBegan(ClusterStatus now) {
    return now.wish() == ClusterWish.DRAINING
        ? Optional.of(now.wished())
        : openWindow().map(Window::from);
  }

  private Optional<Window> openWindow() {
    return calendar.windows().isEmpty() ? Optional.empty() : phase().open();
  }

  private Phase phase() {
    Calendar known = calendar;
    Instant now = clock.instant();
    if (known.phase().covers(now)) {
      return known.phase();
    }
    var current = new Calendar(known.windows(), known.windows().at(now));
    synchronized (this) {
      // A spec that came meanwhile has a calendar of its own.
      calendar = calendar.equals(known) ? current : calendar;
    }
    return current.phase();
  }

  /**
   * What a drain waits for.
   *
   * @param queries how many have not ended, as far as is known
   * @param sure whether the engine has been heard since the drain began, or never tells
   */
  private record Left(int queries, boolean sure) {
    boolean isNone() {
      return queries == 0 && sure;
    }
  }

  /** A cluster that is dead for certain has nothing left but what clients still ask for. */
  private Left left(ClusterStatus now, Instant began) {
    int own = running();
    OptionalInt engine = now.engineLoad();
    if (engine.isEmpty() || now.health().failed() >= hysteresis.failures()) {
      return new Left(own, true);
    }
    return new Left(Math.max(own, engine.getAsInt()), !now.asked().isBefore(began));
  }

  /** How far its drain has come; empty when it takes statements or is switched off. */
  public Optional<Drain> drain() {
    ClusterStatus now = status;
    if (now.wish() == ClusterWish.INACTIVE) {
      return Optional.empty();
    }
    Optional<DrainOrder> order = now.order();
    return drainBegan(now)
        .map(began -> {
          Left left = left(now, began);
          return new Drain(
              order.map(DrainOrder::since).orElse(began),
              order.flatMap(DrainOrder::deadline),
              order.map(DrainOrder::cancel).orElse(false),
              !left.isNone() && order.map(it -> it.overdue(clock.instant())).orElse(false),
              left.queries());
        });
  }

  /** Whether a maintenance window is open. */
  public boolean inMaintenance() {
    return openWindow().isPresent();
  }

  /** The maintenance window that is open, or else the next one. */
  public Optional<Window> maintenance() {
    return calendar.windows().isEmpty() ? Optional.empty() : phase().open().or(phase()::next);
  }

  /**
   * How much of its share of statements it should get, 0.1 to 1: a cluster that comes back is given
   * time to fill its caches and compile its code.
   */
  public double share() {
    ClusterStatus now = status;
    boolean never =
        now.health().recovered().isEmpty()
            && now.resumed().isEmpty()
            && calendar.windows().isEmpty();
    if (never || hysteresis.slowStart().isZero()) {
      return 1;
    }
    Instant at = clock.instant();
    Optional<Instant> ended = calendar.windows().isEmpty() ? Optional.empty() : phase().ended();
    return Stream.of(now.health().recovered(), now.resumed(), ended)
        .flatMap(Optional::stream)
        .mapToDouble(back -> Health.share(back, at, hysteresis.slowStart()))
        .min()
        .orElse(1);
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
    ClusterStatus now = status;
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
    Calendar changed = calendar(spec, at);
    update(now -> {
      calendar = changed;
      return now.spec().url().equals(spec.url()) && now.spec().tls().equals(spec.tls())
          ? now.withSpec(spec)
          : ClusterStatus.fresh(spec, now.wish(), now.order(), at);
    });
  }

  void wish(ClusterWish wish, Optional<DrainOrder> order) {
    Instant at = clock.instant();
    boolean wasDrained = state() == ClusterState.DRAINED;
    update(now -> {
      ClusterStatus wished = now.withWish(wish, order, at);
      if (wish != now.wish() && now.wish() == ClusterWish.INACTIVE) {
        return wished.withHealth(now.health().forgotten(at));
      }
      return wish == ClusterWish.ACTIVE && wasDrained ? wished.withResumed(at) : wished;
    });
  }

  void resolved(ClusterTarget target) {
    update(now -> target.address().equals(now.target().address()) ? now.withTarget(target) : now);
  }

  /** What a probe that is sent now asks. */
  Question question() {
    ClusterStatus now = status;
    return new Question(now.spec(), now.health().generation(), clock.instant());
  }

  /** It said something of itself beside the probes; that is no sign of health. */
  void told(ClusterReport report) {
    ownAtReport = running();
    update(now -> now.withReport(report, now.asked()));
  }

  void probeSucceeded(Question question, ClusterReport report) {
    ownAtReport = running();
    Instant at = clock.instant();
    update(now ->
        isOf(question, now)
            ? now.withReport(report, question.asked())
                .withHealth(now.health().probeSucceeded(question.generation(), at, hysteresis))
            : now);
  }

  /** The cluster answered, and its answer shows that it is not fit. */
  void probeFailed(Question question, ClusterReport report, String reason) {
    ownAtReport = running();
    Instant at = clock.instant();
    update(now ->
        isOf(question, now)
            ? now.withReport(report, question.asked())
                .withHealth(now.health().probeFailed(at, reason, hysteresis))
            : now);
  }

  void probeFailed(Question question, String reason) {
    Instant at = clock.instant();
    update(now ->
        isOf(question, now)
            ? now.withHealth(now.health().probeFailed(at, reason, hysteresis))
            : now);
  }

  /** An answer of the address where the cluster was before says nothing of it. */
  private static boolean isOf(Question question, ClusterStatus now) {
    return question.spec().url().equals(now.spec().url());
  }

  /** A connection of real traffic could not be made, or the cluster says that it is going away. */
  public void trafficFailed(String reason) {
    Instant at = clock.instant();
    update(now -> now.withHealth(now.health().trafficFailed(at, reason)));
  }

  /** An answer told which coordinator this is. */
  public void learned(CoordinatorId coordinator) {
    ClusterStatus now = status;
    if (now.coordinatorId().isEmpty() || !now.coordinatorId().get().equals(coordinator)) {
      update(current -> current.withCoordinator(coordinator));
    }
  }

  private void update(UnaryOperator<ClusterStatus> change) {
    synchronized (this) {
      status = change.apply(status);
    }
    note();
  }

  @Override
  public String toString() {
    return name() + " " + state();
  }
}

package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.probe.ClusterProbe;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.store.ClusterWish;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes each cluster in its own time and on a thread of its own, so that one that hangs delays
 * nobody. Also looks the clusters' names up again, passes on what changes, and refreshes what rules
 * see of the fleet.
 *
 * <p>One thread looks ten times a second for what is due, which costs less than a timer for each
 * cluster; it never waits.
 */
public final class HealthProbes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthProbes.class);
  private static final Duration LONGEST_TICK = Duration.ofMillis(100);
  private static final Duration DEADLINES_EVERY = Duration.ofSeconds(1);

  private final Fleet fleet;
  private final FleetFacts facts;
  private final ClusterTargets targets;
  private final ClusterProbe clusterProbe;
  private final BiConsumer<CoordinatorId, FleetCluster> learned;
  private final Consumer<StateChange> history;
  private final DrainDeadlines deadlines;
  private final Executor background;
  private final Duration interval;
  private final Duration timeout;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("health").unstarted(task));

  /** Belongs to the thread that ticks. */
  private final Map<FleetCluster, ProbeSchedule> schedules = new HashMap<>();

  /** What {@link #begin} has asked. */
  private final List<CompletableFuture<Void>> first = new ArrayList<>();

  private final Queue<FleetCluster> ended = new ConcurrentLinkedQueue<>();

  /** The probes under way, and this object until it is closed. */
  private final Phaser underWay = new Phaser(1);

  private long refreshDue;
  private long deadlinesDue;

  /**
   * @param learned hears of the coordinator id that a probe told
   * @param history hears of each change of a state, in order, and may wait a little
   * @param deadlines of drains
   * @param background runs the probes; one thread each
   * @param interval the time between two probes of a cluster
   * @param timeout how long the start waits for the first probes, the end for the last ones, and a
   *     probe for a name
   * @param nanos a clock
   * @param random varies the intervals
   */
  public HealthProbes(
      Fleet fleet,
      FleetFacts facts,
      ClusterTargets targets,
      ClusterProbe clusterProbe,
      BiConsumer<CoordinatorId, FleetCluster> learned,
      Consumer<StateChange> history,
      DrainDeadlines deadlines,
      Executor background,
      Duration interval,
      Duration timeout,
      LongSupplier nanos,
      RandomGenerator random) {
    this.fleet = fleet;
    this.facts = facts;
    this.targets = targets;
    this.clusterProbe = clusterProbe;
    this.learned = learned;
    this.history = history;
    this.deadlines = deadlines;
    this.background = background;
    this.interval = interval;
    this.timeout = timeout;
    this.nanos = nanos;
    this.random = random;
  }

  /** Asks all clusters for the first time; does not wait for what they say. */
  public void begin() {
    long now = nanos.getAsLong();
    for (FleetCluster cluster : fleet.clusters()) {
      if (cluster.status().wish() != ClusterWish.INACTIVE) {
        var schedule = new ProbeSchedule(now, interval, random);
        schedules.put(cluster, schedule);
        boolean withCatalogs = schedule.begins(now);
        first.add(
            CompletableFuture.runAsync(() -> probeAndTell(cluster, withCatalogs), background));
      }
    }
  }

  /**
   * Waits a moment for the first answers, so that the first statement finds the clusters, and goes
   * on asking.
   */
  public void start() {
    try {
      CompletableFuture.allOf(first.toArray(CompletableFuture<?>[]::new))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("Some clusters have not answered their first probe yet");
    } catch (ExecutionException e) {
      LOG.error("A first probe failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    first.clear();
    facts.refresh();
    refreshDue = nanos.getAsLong() + interval.toNanos();
    deadlinesDue = nanos.getAsLong();
    long millis = Math.min(LONGEST_TICK.toMillis(), Math.max(10, interval.toMillis() / 2));
    var _ = ticks.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Does what is due. */
  void tick() {
    try {
      long now = nanos.getAsLong();
      List<FleetCluster> clusters = fleet.clusters();
      clusters.forEach(FleetCluster::note);
      boolean changed = passChangesOn();
      if (now - refreshDue >= 0) {
        refreshDue = now + interval.toNanos();
        fleet.liveQueries().sweep();
        changed = true;
      }
      if (changed) {
        facts.refresh();
      }
      if (now - deadlinesDue >= 0) {
        deadlinesDue = now + DEADLINES_EVERY.toNanos();
        deadlines.check(clusters);
      }
      beginProbes(now, clusters);
    } catch (RuntimeException e) {
      // The thread's boundary: the next tick must come.
      LOG.error("A round of probes failed", e);
    }
  }

  private boolean passChangesOn() {
    List<StateChange> changes = fleet.takeChanges();
    for (StateChange change : changes) {
      LOG.info("Cluster {} is {}: {}", change.cluster(), change.to(), change.reason());
    }
    if (!changes.isEmpty()) {
      background.execute(() -> changes.forEach(history));
    }
    return !changes.isEmpty();
  }

  private void beginProbes(long now, List<FleetCluster> clusters) {
    for (FleetCluster done = ended.poll(); done != null; done = ended.poll()) {
      ProbeSchedule schedule = schedules.get(done);
      if (schedule != null) {
        ClusterStatus status = done.status();
        boolean catalogsKnown = status.report().flatMap(ClusterReport::catalogs).isPresent();
        schedule.ended(now, status.health(), catalogsKnown);
      }
    }
    if (schedules.size() > clusters.size()) {
      schedules.keySet().retainAll(clusters);
    }
    for (FleetCluster cluster : clusters) {
      if (cluster.status().wish() == ClusterWish.INACTIVE) {
        schedules.remove(cluster);
        continue;
      }
      ProbeSchedule schedule =
          schedules.computeIfAbsent(cluster, _ -> new ProbeSchedule(now, interval, random));
      if (schedule.isDue(now, cluster.status().health())) {
        boolean withCatalogs = schedule.begins(now);
        background.execute(() -> probeAndTell(cluster, withCatalogs));
      }
    }
  }

  private void probeAndTell(FleetCluster cluster, boolean withCatalogs) {
    boolean closed = underWay.register() < 0;
    if (closed) {
      return;
    }
    try {
      probe(cluster, withCatalogs);
    } finally {
      ended.add(cluster);
      underWay.arriveAndDeregister();
    }
  }

  /** Probes a cluster now, on the calling thread. */
  void probe(FleetCluster cluster, boolean withCatalogs) {
    Question question = cluster.question();
    ClusterSpec spec = question.spec();
    try {
      cluster.resolved(targets.lookUp(spec));
      ClusterReport report = clusterProbe.probe(spec, cluster.dialect(), withCatalogs);
      Optional<String> unfit = Fitness.problem(spec, report);
      if (unfit.isPresent()) {
        cluster.probeFailed(question, report, unfit.get());
        return;
      }
      if (fleet.find(cluster.name()).filter(cluster::equals).isPresent()) {
        report.coordinatorId().ifPresent(id -> learned.accept(id, cluster));
      }
      cluster.probeSucceeded(question, report);
    } catch (IOException e) {
      cluster.probeFailed(question, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Probes that are under way come to their end, or to their time limit: a statement of theirs that
   * is abandoned would count as a running query until the engine gives it up.
   */
  @Override
  public void close() {
    ticks.shutdownNow();
    try {
      underWay.awaitAdvanceInterruptibly(
          underWay.arriveAndDeregister(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("Some clusters have not answered their last probe");
      underWay.forceTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      underWay.forceTermination();
    }
    fleet.takeChanges().forEach(history);
  }
}

package io.sluice.broker.rollout;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.rollout.ShareBy;
import io.sluice.admin.rollout.SwitchSide;
import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.broker.fleet.Sides;
import io.sluice.broker.selection.Hash;
import io.sluice.broker.store.ChangeKind;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switches as this replica knows them: it looks into the store each second, and goes on with
 * what it knows while the store is down. {@link #second} asks memory only; all else blocks. Safe
 * for use by many threads.
 */
public final class Rollouts implements Sides, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);
  private static final Duration FOLLOW_EVERY = Duration.ofSeconds(1);

  /** A change that lost a race is tried again; two operators seldom race more than once. */
  private static final int TRIES = 3;

  private final RolloutTable table;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<GroupName, Offered> offered = new ConcurrentHashMap<>();
  private volatile Map<GroupName, Rollout> known = Map.of();
  private final ScheduledExecutorService following =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("rollouts").unstarted(task));

  /**
   * Statements that this replica has offered to one side first, since a switch began.
   *
   * @param of when the switch began
   */
  private record Offered(Instant of, LongAdder from, LongAdder to) {}

  /** How many statements this replica has offered to each side first. */
  public record Counts(long from, long to) {}

  /**
   * @param random draws for statements
   */
  public Rollouts(Store store, InstantSource clock, RandomGenerator random) {
    this.table = new RolloutTable(store);
    this.clock = clock;
    this.random = random;
  }

  /** Takes over what the store knows, before it returns if the store is up, and follows it. */
  public void start() {
    followQuietly();
    var _ =
        following.scheduleWithFixedDelay(
            this::followQuietly,
            FOLLOW_EVERY.toMillis(),
            FOLLOW_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void followQuietly() {
    try {
      follow();
    } catch (StoreException e) {
      LOG.debug("The switches could not be compared with the store", e);
    } catch (RuntimeException e) {
      // The thread's boundary: the next comparison must come.
      LOG.error("The switches could not be brought in step with the store", e);
    }
  }

  private synchronized void follow() {
    known = table.all().stream().collect(Collectors.toUnmodifiableMap(Rollout::group, it -> it));
    offered.keySet().retainAll(known.keySet());
  }

  @Override
  public Predicate<ClusterSpec> second(GroupName group, String user) {
    Rollout rollout = known.get(group);
    if (rollout == null) {
      return _ -> false;
    }
    double point =
        rollout.spec().by() == ShareBy.USER
            ? Hash.point(Hash.of(user), Hash.of(group.value()))
            : random.nextDouble();
    boolean over = rollout.goesOver(clock.instant(), point);
    Offered counts = offered(rollout);
    (over ? counts.to() : counts.from()).increment();
    SwitchSide other = over ? rollout.spec().from() : rollout.spec().to();
    return other::has;
  }

  private Offered offered(Rollout rollout) {
    return offered.compute(
        rollout.group(),
        (_, counts) ->
            counts != null && counts.of().equals(rollout.startedAt())
                ? counts
                : new Offered(rollout.startedAt(), new LongAdder(), new LongAdder()));
  }

  /** What this replica has offered to each side of a switch. */
  public Counts counts(Rollout rollout) {
    Offered counts = offered.get(rollout.group());
    return counts == null || !counts.of().equals(rollout.startedAt())
        ? new Counts(0, 0)
        : new Counts(counts.from().sum(), counts.to().sum());
  }

  public Optional<Rollout> find(GroupName group) {
    return table.find(group);
  }

  /** Begins a switch. Empty when the group has one. */
  public Optional<Rollout> begin(GroupName group, SwitchSpec spec, String who) {
    Rollout rollout = Rollout.begun(group, spec, clock.instant(), who);
    boolean begun = table.begin(rollout);
    follow();
    return Optional.of(rollout).filter(_ -> begun);
  }

  /** Holds a switch at its percentage. Empty when there is none, or others change it. */
  public Optional<Rollout> stop(GroupName group, String who) {
    return change(
        group,
        ChangeKind.SWITCH_STOPPED,
        who,
        rollout -> rollout.underWay() ? rollout.stopped(clock.instant()) : rollout);
  }

  /** Lets a switch go on from its percentage. Empty when there is none, or others change it. */
  public Optional<Rollout> resume(GroupName group, String who) {
    return change(
        group,
        ChangeKind.SWITCH_RESUMED,
        who,
        rollout -> rollout.underWay() ? rollout : rollout.resumed(clock.instant()));
  }

  private Optional<Rollout> change(
      GroupName group, ChangeKind what, String who, UnaryOperator<Rollout> change) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Rollout> current = table.find(group);
      if (current.isEmpty()) {
        return current;
      }
      Rollout next = change.apply(current.get());
      if (next.equals(current.get()) || table.replace(current.get(), next, what, who)) {
        follow();
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /**
   * Ends a switch, so that both sides are equal again; as it was last. Empty when there is none.
   */
  public Optional<Rollout> end(GroupName group, String who) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Rollout> current = table.find(group);
      if (current.isEmpty() || table.end(current.get(), clock.instant(), who)) {
        follow();
        return current;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    following.shutdownNow();
  }
}

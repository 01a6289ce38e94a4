package io.sluice.broker.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.broker.audit.Askers;
import io.sluice.broker.audit.EndedQueries;
import io.sluice.broker.audit.EndedQuery;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The usage of users and teams. Ends are summed up in the store as they are delivered, in the same
 * transaction; a thread of its own reads those that have changed, every few seconds, and what rules
 * see is told from memory. Beside the sums count the ends that this broker has seen and that are
 * not among them yet, so while the store is down the broker's own queries go on counting.
 *
 * <p>Memory is bounded: beyond {@value #MOST_SUBJECTS} users and teams, those that were asked for
 * the longest ago count from zero.
 */
public final class GatheredUsage implements Usages, EndedQueries, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatheredUsage.class);
  private static final Duration FIRST_READING = Duration.ofSeconds(1);

  /** Brokers' clocks may differ by this much, and a transaction may last as long. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  /** Whatever a difference of clocks beyond the overlap has hidden is found then. */
  private static final Duration READ_ALL_EVERY = Duration.ofMinutes(15);

  private static final int MOST_SUBJECTS = 100_000;
  private static final int BUCKETS_OF_A_SUBJECT = 20;
  private static final int MOST_ASKED_AT_ONCE = 500;

  private final UsageTable table;
  private final Askers askers;
  private final LiveQueries live;
  private final InstantSource clock;
  private final Duration interval;
  private final Cache<Subject, Window> known =
      Caffeine.newBuilder()
          .maximumWeight((long) MOST_SUBJECTS * BUCKETS_OF_A_SUBJECT)
          .<Subject, Window>weigher((_, window) -> Math.max(BUCKETS_OF_A_SUBJECT, window.size()))
          .executor(Runnable::run)
          .build();
  private final PendingEnds pending = new PendingEnds();
  private final CountDownLatch firstReading = new CountDownLatch(1);
  private final ScheduledExecutorService reading =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("usage").unstarted(task));
  private volatile Optional<String> problem = Optional.empty();
  private Optional<Instant> lastRead = Optional.empty();
  private Instant nextWhole = Instant.MIN;

  /**
   * @param writer a name that no other process has ever had
   * @param interval the time between two readings of the store
   */
  public GatheredUsage(
      Store store, LiveQueries live, InstantSource clock, String writer, Duration interval) {
    this.table = new UsageTable(store, clock, writer);
    this.askers = new Askers(store);
    this.live = live;
    this.clock = clock;
    this.interval = interval;
  }

  /** Begins to read; does not wait for it. */
  public void start() {
    var _ =
        reading.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits a moment for the first reading, so that the first statements see it. */
  public void awaitFirstReading() {
    try {
      if (!firstReading.await(FIRST_READING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("The usage of users and teams is not read yet; it counts from zero until it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Usage of(String kind, String name) {
    var whole = new Subject(kind, name);
    Subject subject = UsageTable.stored(whole);
    Instant now = clock.instant();
    Window read = Optional.ofNullable(known.getIfPresent(subject)).orElse(Window.EMPTY);
    Window unread = pending.of(subject);
    Amount hour = since(Bucket.hourBefore(now), read, unread);
    Amount day = since(Bucket.dayBefore(now), read, unread);
    LiveQueries.Count count = kind.equals(Usage.USER) ? live.ofUser(name) : live.ofTeam(name);
    return new Usage(
        kind,
        name,
        count.running(),
        count.queued(),
        hour.queries(),
        hour.cpuMillis() / 1000.0,
        hour.bytes(),
        day.queries(),
        day.cpuMillis() / 1000.0,
        day.bytes());
  }

  private static Amount since(long bucket, Window read, Window unread) {
    return read.since(bucket).plus(unread.since(bucket));
  }

  /** This broker has seen the end of a query; to be called before the end is journalled. */
  public void ended(Asker asker, QueryEnd end) {
    if (!asker.equals(Asker.UNKNOWN) && end.cluster().isPresent()) {
      pending.seen(asker, end, Bucket.dayBefore(clock.instant()));
    }
  }

  @Override
  public void keep(Handle handle, List<EndedQuery> ended) {
    SortedMap<UsageTable.Cell, Amount> amounts = new TreeMap<>();
    for (EndedQuery query : ended) {
      query
          .before()
          .ifPresent(before -> add(amounts, query.asker(), before, Amount.of(before).negated()));
      add(amounts, query.asker(), query.end(), Amount.of(query.end()));
    }
    amounts.values().removeIf(Amount.NOTHING::equals);
    table.add(handle, amounts);
  }

  private static void add(
      SortedMap<UsageTable.Cell, Amount> amounts, Asker asker, QueryEnd end, Amount amount) {
    // What no cluster has accepted is no query.
    if (end.cluster().isEmpty()) {
      return;
    }
    long bucket = Bucket.at(end.endedAt());
    for (Subject subject : Subject.of(asker)) {
      amounts.merge(new UsageTable.Cell(UsageTable.stored(subject), bucket), amount, Amount::plus);
    }
  }

  @Override
  public void kept(List<EndedQuery> ended) {
    pending.delivered(ended.stream().map(query -> query.end().queryId()).toList());
  }

  private void look() {
    try {
      read();
      askWhoAsked();
      recovered();
    } catch (StoreException e) {
      failed(e);
    } catch (RuntimeException e) {
      // The thread's boundary: the next reading must come.
      LOG.error("The usage of users and teams could not be read", e);
      failed(e);
    } finally {
      firstReading.countDown();
    }
  }

  /** Reads what has changed, and now and then everything. On the reading thread, or in tests. */
  void read() {
    Instant now = clock.instant();
    long oldest = Bucket.dayBefore(now);
    Set<QueryId> inStore = pending.inStore();
    if (lastRead.isEmpty() || !now.isBefore(nextWhole)) {
      readAll(oldest, Bucket.at(now));
      nextWhole = now.plus(READ_ALL_EVERY);
    } else {
      // Nearly always the last one or two. Read as a whole: to pick the rows costs H2 more.
      for (long bucket : table.changed(lastRead.get().minus(OVERLAP), oldest)) {
        table.between(bucket, bucket + 1, (subject, changed) -> take(subject, changed, oldest));
      }
    }
    pending.counted(inStore, oldest);
    lastRead = Optional.of(now);
  }

  /** Hour by hour, the newest first, so that no reading is a long one. */
  private void readAll(long oldest, long newest) {
    // Other brokers' clocks may be ahead.
    long to = newest + Bucket.OF_AN_HOUR;
    while (to > oldest) {
      long from = Math.max(oldest, to - Bucket.OF_AN_HOUR);
      table.between(from, to, (subject, read) -> take(subject, read, oldest));
      to = from;
    }
    table.prune(oldest);
  }

  private void take(Subject subject, Window read, long oldest) {
    known.asMap().merge(subject, read, (before, newer) -> before.with(newer, oldest));
  }

  /** Learns whose queries an earlier process, or another broker, has left to this one. */
  private void askWhoAsked() {
    Set<QueryId> queries = live.withoutAsker(MOST_ASKED_AT_ONCE);
    if (!queries.isEmpty()) {
      live.asked(queries, askers.of(queries));
    }
  }

  private void failed(RuntimeException e) {
    String since = lastRead.map(at -> "those of " + at).orElse("none");
    if (problem.isEmpty()) {
      LOG.warn(
          "Usage can't be read; rules see {} and what this broker adds: {}", since, e.getMessage());
    }
    problem =
        Optional.of(
            "usage: rules see sums of other times (%s, and what this broker has added): %s"
                .formatted(since, e.getMessage()));
  }

  private void recovered() {
    if (problem.isPresent()) {
      problem = Optional.empty();
      LOG.info("Usage is read again");
    }
  }

  /** Why the sums are not those of now, when they are not. */
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }
}

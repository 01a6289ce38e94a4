package io.sluice.samples.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One life of a coordinator, from start to restart: its id and the queries that it knows.
 *
 * <p>Thread-safe: one lock guards the queries. Of those that have ended it remembers some.
 */
final class Coordinator {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

  private final String id;
  private final StandInDialect dialect;
  private final InstantSource clock;
  private final Duration longPoll;
  private final RandomGenerator random;
  private final Instant started;
  private final Planner planner;
  private final int remembered;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, StandInQuery> queries = new LinkedHashMap<>();
  private int sequence;
  private int forgotten;

  Coordinator(
      String id,
      StandInDialect dialect,
      InstantSource clock,
      Duration longPoll,
      RandomGenerator random,
      int remembered,
      Supplier<Vitals> vitals) {
    this.id = id;
    this.dialect = dialect;
    this.clock = clock;
    this.longPoll = longPoll;
    this.random = random;
    this.remembered = remembered;
    this.started = clock.instant();
    this.planner =
        new Planner(
            random,
            (query, why) -> find(query).ifPresent(q -> q.end(why)),
            () -> SystemTables.of(dialect, vitals.get(), running()));
  }

  String id() {
    return id;
  }

  StandInDialect dialect() {
    return dialect;
  }

  Duration uptime() {
    return Duration.between(started, clock.instant());
  }

  StandInQuery submit(ReceivedRequest request) {
    lock.lock();
    try {
      String queryId = "%s_%05d_%s".formatted(ID_TIME.format(clock.instant()), sequence, id);
      sequence++;
      return submit(queryId, request);
    } finally {
      lock.unlock();
    }
  }

  /** A statement whose query's id the client has chosen; the same id again is the same query. */
  StandInQuery submit(String queryId, ReceivedRequest request) {
    lock.lock();
    try {
      StandInQuery known = queries.get(queryId);
      if (known != null) {
        return known;
      }
      var query =
          new StandInQuery(
              queryId,
              new Submission(dialect, request),
              Long.toHexString(random.nextLong()),
              clock,
              longPoll,
              planner::plan);
      queries.put(queryId, query);
      forgetEnded();
      return query;
    } finally {
      lock.unlock();
    }
  }

  Optional<StandInQuery> find(String queryId) {
    lock.lock();
    try {
      return Optional.ofNullable(queries.get(queryId));
    } finally {
      lock.unlock();
    }
  }

  /** The queries that a poll has started, oldest first. */
  List<StandInQuery> listed() {
    lock.lock();
    try {
      return queries.values().stream().filter(StandInQuery::started).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same, if they are all that a poll ever started.
   *
   * @throws IllegalStateException when some have been forgotten: a count would be wrong
   */
  List<StandInQuery> everStarted() {
    lock.lock();
    try {
      if (forgotten > 0) {
        throw new IllegalStateException(
            "%d queries are forgotten (expected: rememberedQueries above %d)"
                .formatted(forgotten, remembered));
      }
      return listed();
    } finally {
      lock.unlock();
    }
  }

  int running() {
    return (int) listed().stream().filter(query -> query.ended().isEmpty()).count();
  }

  int openTransactions() {
    return planner.openTransactions();
  }

  private void forgetEnded() {
    if (queries.size() <= remembered) {
      return;
    }
    var ended = new ArrayList<>(queries.values());
    ended.removeIf(query -> query.ended().isEmpty());
    var oldest = ended.subList(0, ended.size() / 2);
    oldest.stream().map(StandInQuery::id).forEach(queries::remove);
    forgotten += oldest.size();
  }
}

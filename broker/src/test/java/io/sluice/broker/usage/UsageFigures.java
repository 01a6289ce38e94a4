package io.sluice.broker.usage;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.audit.AuditEvent;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.EndedQueries;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.audit.Records;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.rules.fact.Usage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Prints what the gathering of costs takes on this machine, on an H2 file with a day of decisions.
 * Run by hand, with the number of decisions, and the folder of an earlier run when that is to be
 * used again; asserts nothing.
 */
final class UsageFigures {
  private static final int USERS = 2000;
  private static final int TEAMS = 50;
  private static final int FINGERPRINTS = 5000;
  private static final int BATCH = 500;
  private static final int FILLED_AT_ONCE = 50_000;

  private UsageFigures() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    boolean filled = args.length > 1;
    Path directory = filled ? Path.of(args[1]) : Files.createTempDirectory("usage-figures");
    System.out.println("disk: " + directory);
    Instant now = Instant.now();
    try (Store store = new Store(StoreSettings.of("jdbc:h2:file:" + directory.resolve("store")))) {
      store.start();
      store.awaitUp(Duration.ofSeconds(30));
      if (!filled) {
        fill(store, count, now);
      }
      var live = new LiveQueries(Ticker.systemTicker());
      try (var usage = new GatheredUsage(store, live, () -> now, "reader", Duration.ofHours(1))) {
        timed("read all sums, cold", usage::read);
        // The first reading only; what follows reads what has changed.
        for (int i = 0; i < 5; i++) {
          write(store, usage, i, now);
          timed("read what 500 ends have changed", usage::read);
        }
        look(usage);
        learned(new RunTable(store));
      }
      deliver(store, now);
    }
  }

  private static void timed(String name, Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long from = System.nanoTime();
    work.run();
    System.out.printf(
        "%s: %.1f ms, CPU %.1f ms%n",
        name, (System.nanoTime() - from) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6);
  }

  private static String user(int i) {
    return "user" + i * 31 % USERS;
  }

  /** Rows as a day of deliveries leaves them, written the short way. */
  private static void fill(Store store, int count, Instant now) {
    Instant from = now.minus(Duration.ofHours(24));
    long step = Duration.ofHours(24).toMillis() * 1000 / count;
    long began = System.nanoTime();
    for (String index : List.of("user", "source", "outcome", "group", "cluster")) {
      // Nothing that is measured here reads them, and to fill them takes the most of the time.
      store.write(handle -> handle.execute("DROP INDEX decision_" + index));
    }
    for (int start = 0; start < count; start += FILLED_AT_ONCE) {
      int first = start;
      Instant written = from.plusNanos(start * step * 1000);
      var table = new UsageTable(store, () -> written, "filler");
      store.write(handle -> {
        var sums = new TreeMap<UsageTable.Cell, Amount>();
        try (PreparedBatch decisions =
                handle.prepareBatch(
                    "INSERT INTO decision (id, replica, user_name, source, outcome, group_name,"
                        + " cluster_name, query_id, sql_text, body, fingerprint, teams)"
                        + " VALUES (?, 'b', ?, 'airflow', 'ROUTED', 'etl', 'etl-1', ?, ?, ?, ?, ?)");
            PreparedBatch ends =
                handle.prepareBatch(
                    "INSERT INTO query_end (query_id, cluster_name, state, elapsed_millis,"
                        + " cpu_millis, row_count, byte_count, peak_memory_bytes, ended_at)"
                        + " VALUES (?, 'etl-1', 'FINISHED', 5000, ?, 1, 1000, 4096, ?)")) {
          for (int i = first; i < Math.min(first + FILLED_AT_ONCE, count); i++) {
            Instant at = from.plusNanos(i * step * 1000);
            String query = "20261123_%06d_%05d_e9qzz".formatted(i / 100_000, i);
            String team = "team" + i % TEAMS;
            decisions
                .bind(0, "%012d00000000000000".formatted(i))
                .bind(1, user(i))
                .bind(2, query)
                .bind(3, "SELECT * FROM sales.public.orders WHERE total > " + i)
                .bind(4, "{\"sql\":{},\"filler\":\"" + "x".repeat(100) + "\"}")
                .bind(5, "%016x".formatted(i % FINGERPRINTS))
                .bind(6, "[\"" + team + "\"]")
                .add();
            ends.bind(0, query).bind(1, i % 10_000).bind(2, Micros.of(at)).add();
            long bucket = Bucket.at(at);
            var amount = new Amount(1, i % 10_000, 1000);
            for (Subject subject :
                List.of(new Subject(Usage.USER, user(i)), new Subject(Usage.TEAM, team))) {
              sums.merge(new UsageTable.Cell(subject, bucket), amount, Amount::plus);
            }
          }
          decisions.execute();
          ends.execute();
        }
        table.add(handle, sums);
        return 0;
      });
    }
    int sums =
        store.read(handle ->
            handle.createQuery("SELECT COUNT(*) FROM usage_bucket").mapTo(Integer.class).one());
    System.out.printf(
        "filled in %.0f s: %d decisions and ends, %d sums%n",
        (System.nanoTime() - began) / 1e9, count, sums);
  }

  private static List<AuditEvent> batch(int round, Instant now) {
    var events = new ArrayList<AuditEvent>();
    for (int i = 0; i < BATCH; i++) {
      int number = 10_000_000 + round * BATCH + i;
      DecisionRecord decision =
          Records.decision().user(user(i)).fingerprint("%016x".formatted(i)).number(number);
      QueryId id = decision.queryId().orElseThrow();
      events.add(decision);
      events.add(
          new QueryEnd(
              id,
              Records.end(1, QueryState.FINISHED).cluster(),
              QueryState.FINISHED,
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              OptionalLong.of(5),
              OptionalLong.of(7),
              OptionalLong.of(1),
              OptionalLong.of(10),
              OptionalLong.of(100),
              now));
    }
    return events;
  }

  private static void write(Store store, EndedQueries listener, int round, Instant now) {
    AuditStore audit = AuditStore.in(store, List.of(listener));
    List<AuditEvent> events = batch(round, now);
    timed("  deliver 500 decisions and their ends", () -> audit.write(events));
  }

  private static void deliver(Store store, Instant now) {
    var live = new LiveQueries(Ticker.systemTicker());
    try (var usage = new GatheredUsage(store, live, () -> now, "writer", Duration.ofHours(1))) {
      for (int round = 20; round < 30; round++) {
        List<AuditEvent> events = batch(round, now);
        AuditStore with = AuditStore.in(store, List.of(usage));
        timed("deliver 500, with sums", () -> with.write(events));
        List<AuditEvent> more = batch(round + 100, now);
        AuditStore without = AuditStore.in(store);
        timed("deliver 500, without", () -> without.write(more));
      }
    }
  }

  private static void look(GatheredUsage usage) {
    int rounds = 200_000;
    double seconds = 0;
    for (int warm = 0; warm < 3; warm++) {
      long from = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        seconds += usage.of(Usage.USER, user(i)).cpuSecondsLastDay();
        seconds += usage.of(Usage.TEAM, "team" + i % TEAMS).cpuSecondsLastDay();
      }
      System.out.printf(
          "look up a user or a team: %.2f µs%n", (System.nanoTime() - from) / 2e3 / rounds);
    }
    System.out.println("  " + seconds);
  }

  private static void learned(RunTable runs) {
    for (int round = 0; round < 5; round++) {
      long from = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        runs.of("%016x".formatted(round * 200 + i));
      }
      System.out.printf(
          "read what a fingerprint has cost: %.2f ms%n", (System.nanoTime() - from) / 2e8);
    }
  }
}

package io.sluice.broker.usage;

import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * What users and teams have used up, in sums of five minutes, shared by all brokers on one store.
 * Safe for use by many threads; blocks. Each method throws {@link StoreException} when the store
 * can't do its work.
 */
final class UsageTable {
  private static final int LONGEST_NAME = 255;

  private final Store store;
  private final InstantSource clock;
  private final String writer;

  /**
   * @param writer a name that no other process has ever had: the rows under it are this one's
   */
  UsageTable(Store store, InstantSource clock, String writer) {
    this.store = store;
    this.clock = clock;
    this.writer = writer;
  }

  /** One sum. */
  record Cell(Subject subject, long bucket) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byKind = subject.kind().compareTo(other.subject.kind());
      int byName = byKind != 0 ? byKind : subject.name().compareTo(other.subject.name());
      return byName != 0 ? byName : Long.compare(bucket, other.bucket);
    }
  }

  /** The name that the store has for a subject: a longer one is cut. */
  static Subject stored(Subject subject) {
    return subject.name().length() <= LONGEST_NAME
        ? subject
        : new Subject(subject.kind(), subject.name().substring(0, LONGEST_NAME));
  }

  /** Adds amounts, within a transaction of the caller's. */
  void add(Handle handle, SortedMap<Cell, Amount> amounts) {
    if (amounts.isEmpty()) {
      return;
    }
    List<Map.Entry<Cell, Amount>> all = List.copyOf(amounts.entrySet());
    var absent = new ArrayList<Map.Entry<Cell, Amount>>();
    int[] updated =
        write(
            handle,
            all,
            "UPDATE usage_bucket SET queries = queries + ?, cpu_millis = cpu_millis + ?,"
                + " byte_count = byte_count + ?, changed_at = ?"
                + " WHERE kind = ? AND name = ? AND bucket = ? AND writer = ?");
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        absent.add(all.get(i));
      }
    }
    if (!absent.isEmpty()) {
      write(
          handle,
          absent,
          "INSERT INTO usage_bucket (queries, cpu_millis, byte_count, changed_at, kind, name,"
              + " bucket, writer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }
  }

  private int[] write(Handle handle, List<Map.Entry<Cell, Amount>> amounts, String sql) {
    long now = Micros.of(clock.instant());
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      for (Map.Entry<Cell, Amount> entry : amounts) {
        batch
            .bind(0, entry.getValue().queries())
            .bind(1, entry.getValue().cpuMillis())
            .bind(2, entry.getValue().bytes())
            .bind(3, now)
            .bind(4, entry.getKey().subject().kind())
            .bind(5, entry.getKey().subject().name())
            .bind(6, entry.getKey().bucket())
            .bind(7, writer)
            .add();
      }
      return batch.execute();
    }
  }

  /** Gives each subject with its buckets from {@code from} on and before {@code to}. */
  void between(long from, long to, BiConsumer<Subject, Window> into) {
    store.read(handle -> {
      try (Query query =
          handle
              .createQuery(
                  "SELECT kind, name, bucket, SUM(queries) AS queries,"
                      + " SUM(cpu_millis) AS cpu_millis, SUM(byte_count) AS byte_count"
                      + " FROM usage_bucket WHERE bucket >= :from AND bucket < :to"
                      + " GROUP BY kind, name, bucket ORDER BY kind, name, bucket")
              .bind("from", from)
              .bind("to", to)) {
        return give(query, from, into);
      }
    });
  }

  /** The buckets that have changed since, from {@code oldest} on. */
  List<Long> changed(Instant since, long oldest) {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT DISTINCT bucket FROM usage_bucket"
                    + " WHERE changed_at >= :since AND bucket >= :oldest")
            .bind("since", Micros.of(since))
            .bind("oldest", oldest)
            .mapTo(Long.class)
            .list());
  }

  /** Gathers rows, which come in the order of subjects and buckets, into windows. */
  private static int give(Query query, long oldest, BiConsumer<Subject, Window> into) {
    var gathering = new Gathering(oldest, into);
    query
        .map((row, _) -> {
          gathering.add(
              new Subject(row.getString("kind"), row.getString("name")),
              row.getLong("bucket"),
              new Amount(
                  row.getLong("queries"), row.getLong("cpu_millis"), row.getLong("byte_count")));
          return 1;
        })
        .forEach(_ -> {});
    gathering.end();
    return gathering.subjects;
  }

  private static final class Gathering {
    private final long oldest;
    private final BiConsumer<Subject, Window> into;
    private Subject current = new Subject("", "");
    private Window.Builder buckets = new Window.Builder(0);
    private int subjects;

    Gathering(long oldest, BiConsumer<Subject, Window> into) {
      this.oldest = oldest;
      this.into = into;
    }

    void add(Subject subject, long bucket, Amount amount) {
      if (!subject.equals(current)) {
        end();
        current = subject;
        buckets = new Window.Builder(1);
        subjects++;
      }
      buckets.add(bucket, amount, oldest);
    }

    void end() {
      Window window = buckets.build();
      if (window.size() > 0) {
        into.accept(current, window);
      }
    }
  }

  /** Deletes the buckets before {@code oldest}, an hour of them at a time. */
  void prune(long oldest) {
    long first = first(oldest);
    while (first < oldest) {
      long end = Math.min(oldest, first + Bucket.OF_AN_HOUR);
      store.write(handle ->
          handle
              .createUpdate("DELETE FROM usage_bucket WHERE bucket < :end")
              .bind("end", end)
              .execute());
      first = first(oldest);
    }
  }

  /** The first bucket that there is, or {@code otherwise} in an empty table. */
  private long first(long otherwise) {
    return store.read(handle ->
        handle
            .createQuery("SELECT bucket FROM usage_bucket ORDER BY bucket LIMIT 1")
            .mapTo(Long.class)
            .findFirst()
            .orElse(otherwise));
  }
}

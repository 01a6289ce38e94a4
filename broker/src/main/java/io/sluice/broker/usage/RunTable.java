package io.sluice.broker.usage;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.Learned;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs have cost, as the audit tells it. Safe for use by many threads; blocks. Each
 * method throws {@link StoreException} when the store can't do its work.
 */
final class RunTable {
  private static final int MOST_RUNS = 200;
  private static final int NEWEST_DECISIONS = 2000;

  private final Store store;

  RunTable(Store store) {
    this.store = store;
  }

  private record Run(
      OptionalLong cpuMillis, OptionalLong peakMemoryBytes, OptionalLong elapsedMillis) {}

  /** What the newest runs of a fingerprint have cost that ended well, of the newest 200. */
  Learned of(String fingerprint) {
    List<Run> runs =
        store.read(handle ->
            handle
                .createQuery(
                    "SELECT e.cpu_millis, e.peak_memory_bytes, e.elapsed_millis FROM"
                        + " (SELECT query_id FROM decision WHERE fingerprint = :fingerprint"
                        + " AND query_id IS NOT NULL"
                        + " ORDER BY fingerprint DESC, id DESC LIMIT :most) d"
                        + " JOIN query_end e ON e.query_id = d.query_id"
                        + " WHERE e.state = 'FINISHED'")
                .bind("fingerprint", fingerprint)
                .bind("most", MOST_RUNS)
                .map((row, _) ->
                    new Run(
                        optional(row.getObject("cpu_millis", Long.class)),
                        optional(row.getObject("peak_memory_bytes", Long.class)),
                        optional(row.getObject("elapsed_millis", Long.class))))
                .list());
    long[] cpu = sorted(runs, Run::cpuMillis);
    long[] memory = sorted(runs, Run::peakMemoryBytes);
    long[] elapsed = sorted(runs, Run::elapsedMillis);
    return new Learned(
        runs.size(),
        quantile(cpu, 50) / 1000.0,
        quantile(cpu, 95) / 1000.0,
        quantile(memory, 50),
        quantile(memory, 95),
        quantile(elapsed, 50) / 1000.0,
        quantile(elapsed, 95) / 1000.0);
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static long[] sorted(List<Run> runs, Function<Run, OptionalLong> figure) {
    long[] values = runs.stream().map(figure).flatMapToLong(OptionalLong::stream).toArray();
    Arrays.sort(values);
    return values;
  }

  /** The smallest value that {@code percent} of all values don't exceed; 0 when there is none. */
  static long quantile(long[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100L) - 1];
  }

  /** The fingerprints of the newest statements. */
  Set<String> newest() {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT fingerprint FROM (SELECT id, fingerprint FROM decision ORDER BY id DESC"
                    + " LIMIT :most) d WHERE fingerprint IS NOT NULL ORDER BY id DESC")
            .bind("most", NEWEST_DECISIONS)
            .mapTo(String.class)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }
}

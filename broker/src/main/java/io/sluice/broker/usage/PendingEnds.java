package io.sluice.broker.usage;

import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Queries whose end this broker has seen and that the sums read from the store don't hold yet: for
 * some seconds as a rule, for long while the store is down. Beyond a bound, further ones wait for
 * the store.
 *
 * <p>An end counts here from when it is seen until the sums have been read anew after its delivery.
 *
 * <p>Safe for use by many threads; {@link #of} takes no lock.
 */
final class PendingEnds {
  private static final int MOST = 100_000;

  private final Map<QueryId, Pending> ends = new HashMap<>();
  private final Set<QueryId> delivered = new HashSet<>();
  private final Map<Subject, Window> sums = new ConcurrentHashMap<>();

  private record Pending(Asker asker, QueryEnd end) {}

  /** An end was seen; to be called before it is handed on to be delivered. */
  synchronized void seen(Asker asker, QueryEnd end, long oldest) {
    if (ends.size() < MOST && ends.putIfAbsent(end.queryId(), new Pending(asker, end)) == null) {
      change(asker, end, Amount.of(end), oldest);
    }
  }

  /** Ends are in the store. */
  synchronized void delivered(Collection<QueryId> queries) {
    queries.stream().filter(ends::containsKey).forEach(delivered::add);
  }

  /** The ends that sums hold which are read from now on. */
  synchronized Set<QueryId> inStore() {
    return Set.copyOf(delivered);
  }

  /** The sums have been read; what they hold no longer counts here. */
  synchronized void counted(Set<QueryId> queries, long oldest) {
    for (QueryId query : queries) {
      delivered.remove(query);
      Pending pending = ends.remove(query);
      if (pending != null) {
        change(pending.asker(), pending.end(), Amount.of(pending.end()).negated(), oldest);
      }
    }
  }

  private void change(Asker asker, QueryEnd end, Amount amount, long oldest) {
    long bucket = Bucket.at(end.endedAt());
    for (Subject subject : Subject.of(asker)) {
      sums.compute(
          UsageTable.stored(subject),
          (_, window) -> {
            Window changed = (window == null ? Window.EMPTY : window).plus(bucket, amount, oldest);
            return changed.size() == 0 ? null : changed;
          });
    }
  }

  Window of(Subject subject) {
    return sums.getOrDefault(subject, Window.EMPTY);
  }
}

package io.sluice.broker.ruletrial;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.deciding.DecidedBy;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Flag;

/**
 * Counts both sides of a canary, within fixed memory. Safe for use by many threads; each call takes
 * the one monitor for some hundred nanoseconds.
 */
final class CanaryTally {
  /** Of queries that run at the same time, the newest; the ends of others are not counted. */
  private static final int MOST_QUERIES = 20_000;

  private final Cache<QueryId, DecidedBy> queries =
      Caffeine.newBuilder().maximumSize(MOST_QUERIES).executor(Runnable::run).build();
  private SideTally candidate = new SideTally();
  private SideTally active = new SideTally();
  private BoundedCounts<Flag> flags = new BoundedCounts<>(Flag.values().length);
  private long fellBack;

  synchronized void decided(DecisionRecord decision, DecidedBy by) {
    side(by).decided(decision);
    if (decision.choice().isPresent()) {
      decision.queryId().ifPresent(id -> queries.put(id, by));
    }
    if (by == DecidedBy.CANARY) {
      decision.verdict().explanation().flags().forEach(flag -> flags.add(flag, 1));
    } else if (by == DecidedBy.ACTIVE_INSTEAD) {
      fellBack++;
    }
  }

  synchronized void ended(QueryEnd end) {
    DecidedBy by = queries.asMap().remove(end.queryId());
    if (by != null && end.state() == QueryState.FAILED) {
      side(by).failed();
    }
  }

  private SideTally side(DecidedBy by) {
    return by == DecidedBy.CANARY ? candidate : active;
  }

  synchronized void add(CanaryCounts more) {
    candidate.add(more.candidate());
    active.add(more.active());
    fellBack += more.fellBack();
    flags.addAll(more.flags());
  }

  /** What has been counted since this was last called; counting starts at zero again. */
  synchronized CanaryCounts taken() {
    CanaryCounts now = now();
    candidate = new SideTally();
    active = new SideTally();
    flags = new BoundedCounts<>(Flag.values().length);
    fellBack = 0;
    return now;
  }

  /** What has been counted since {@link #taken} was last called. */
  synchronized CanaryCounts now() {
    return new CanaryCounts(candidate.now(), active.now(), fellBack, flags.highestFirst());
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The audit's readers. What was appended in this process is found at once by its id and by its
 * query, delivered or not; {@link #search} sees what is delivered, after a short wait for what is
 * under way.
 *
 * <p>Safe for use by many threads; blocks. Methods throw {@link
 * io.sluice.broker.store.StoreException} when they need the store and it can't be read.
 */
public final class DecisionLog {
  private static final Duration CATCH_UP = Duration.ofMillis(250);

  private final Journal journal;
  private final AuditStore store;

  public DecisionLog(Journal journal, AuditStore store) {
    this.journal = journal;
    this.store = store;
  }

  public Optional<LoggedDecision> find(DecisionId id) {
    Optional<WrittenDecision> pending = journal.pendingDecision(d -> d.id().equals(id));
    if (pending.isPresent()) {
      return pending.map(journal::whole).map(this::withPendingEnd);
    }
    return store.find(id).map(this::withPendingEnd);
  }

  /** The decision that led to a query. */
  public Optional<LoggedDecision> byQuery(QueryId queryId) {
    Optional<WrittenDecision> pending = pendingOf(queryId);
    if (pending.isPresent()) {
      return pending.map(journal::whole).map(this::withPendingEnd);
    }
    return store.byQuery(queryId).map(this::withPendingEnd);
  }

  /** Where a query runs or ran, for whoever has only its id. */
  public Optional<ClusterName> clusterOfQuery(QueryId queryId) {
    return pendingOf(queryId).flatMap(WrittenDecision::cluster).or(() -> store.clusterOf(queryId));
  }

  /**
   * Lists decisions, newest first. A page goes on where the one before ended, whatever was added
   * meanwhile.
   *
   * @param filter which ones
   * @param before only those older than this one: the last of the page before
   * @param limit how many at most, from 1
   */
  public List<LoggedDecision> search(
      DecisionFilter filter, Optional<DecisionId> before, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: %d (expected: 1 or more)".formatted(limit));
    }
    journal.awaitDelivered(CATCH_UP);
    return store.search(filter, before, limit);
  }

  private Optional<WrittenDecision> pendingOf(QueryId queryId) {
    return journal.pendingDecision(d -> d.queryId().filter(queryId::equals).isPresent());
  }

  private LoggedDecision withPendingEnd(DecisionRecord decision) {
    return withPendingEnd(new LoggedDecision(decision, Optional.empty()));
  }

  private LoggedDecision withPendingEnd(LoggedDecision logged) {
    Optional<QueryEnd> pending = logged.decision().queryId().flatMap(journal::pendingEnd);
    return new LoggedDecision(logged.decision(), pending.or(logged::end));
  }
}

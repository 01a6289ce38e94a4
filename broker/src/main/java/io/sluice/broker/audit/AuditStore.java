package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * Where the audit is kept for good. Safe for use by many threads; blocks. Each method throws {@link
 * StoreException} when it can't do its work.
 */
public interface AuditStore {

  /** The audit in a database. */
  static AuditStore in(Store store) {
    return in(store, List.of());
  }

  /**
   * The audit in a database.
   *
   * @param listeners hear of the queries that have ended, in this order
   */
  static AuditStore in(Store store, List<EndedQueries> listeners) {
    return new DatabaseAudit(store, listeners);
  }

  /**
   * Keeps all events or none. To keep an event again changes nothing; an end may come before its
   * decision.
   */
  void write(List<AuditEvent> events);

  Optional<LoggedDecision> find(DecisionId id);

  /** The decision that led to a query. */
  Optional<LoggedDecision> byQuery(QueryId queryId);

  /** Where a query runs or ran: cheaper than {@link #byQuery}. */
  Optional<ClusterName> clusterOf(QueryId queryId);

  /**
   * Lists decisions, newest first.
   *
   * @param filter which ones
   * @param before only those older than this one: the last of the page before
   * @param limit how many at most, from 1
   */
  List<LoggedDecision> search(DecisionFilter filter, Optional<DecisionId> before, int limit);
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The audit in the tables decision, decision_rule, query_end, fleet_snapshot and
 * cluster_transition.
 */
final class DatabaseAudit implements AuditStore {
  private final Store store;
  private final EventJson json = new EventJson();
  private final DecisionRows decisions = new DecisionRows(json);
  private final EndRows ends = new EndRows();
  private final FleetRows fleets = new FleetRows();
  private final TransitionRows transitions = new TransitionRows();
  private final EndJoin join = new EndJoin(ends);
  private final List<EndedQueries> listeners;

  DatabaseAudit(Store store, List<EndedQueries> listeners) {
    this.store = store;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * An event is there already only after a crash or a lost answer of the database, so the look for
   * it waits until the database refuses one.
   */
  @Override
  public void write(List<AuditEvent> events) {
    try {
      write(events, decisions::insert);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      write(events, decisions::insertNew);
    }
  }

  private interface Insert {
    /** Returns those that were not there before. */
    List<WrittenDecision> into(Handle handle, List<WrittenDecision> decisions);
  }

  private void write(List<AuditEvent> events, Insert insert) {
    List<WrittenDecision> made =
        only(WrittenDecision.class, events.stream().map(this::written).toList());
    List<QueryEnd> ended = only(QueryEnd.class, events);
    List<FleetSnapshot> seen = only(FleetSnapshot.class, events);
    List<ClusterTransition> changed = only(ClusterTransition.class, events);
    List<EndedQuery> complete =
        store.write(handle -> {
          fleets.insertNew(handle, seen);
          transitions.insertNew(handle, changed);
          List<WrittenDecision> fresh = insert.into(handle, made);
          List<EndedQuery> found = join.complete(handle, fresh, ended);
          ends.replace(handle, ended);
          listeners.forEach(listener -> listener.keep(handle, found));
          return found;
        });
    listeners.forEach(listener -> listener.kept(complete));
  }

  private AuditEvent written(AuditEvent event) {
    try {
      return json.written(event);
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.REFUSED, "%s: no JSON form".formatted(event), e);
    }
  }

  private static <T> List<T> only(Class<T> kind, List<AuditEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public Optional<LoggedDecision> find(DecisionId id) {
    return first(Search.forId(id));
  }

  @Override
  public Optional<LoggedDecision> byQuery(QueryId queryId) {
    return first(Search.forQuery(queryId));
  }

  private Optional<LoggedDecision> first(Search search) {
    return store.read(handle -> list(handle, search, 1)).stream().findFirst();
  }

  @Override
  public Optional<ClusterName> clusterOf(QueryId queryId) {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT cluster_name FROM decision"
                    + " WHERE query_id = :query AND cluster_name IS NOT NULL")
            .bind("query", queryId.value())
            .mapTo(String.class)
            .findFirst()
            .map(ClusterName::new));
  }

  @Override
  public List<LoggedDecision> search(
      DecisionFilter filter, Optional<DecisionId> before, int limit) {
    return store.read(handle -> list(handle, Search.of(filter, before), limit));
  }

  private List<LoggedDecision> list(Handle handle, Search search, int limit) {
    return handle
        .createQuery(search.sql())
        .bindMap(search.values())
        .bind("limit", limit)
        .map((row, _) -> new LoggedDecision(decisions.decision(row), ends.end(row)))
        .list();
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** A store that can be told to be down, or to refuse some events. */
final class SwitchableStore implements AuditStore {
  private final AuditStore store;
  private volatile boolean down;
  private volatile Predicate<AuditEvent> refused = _ -> false;
  private volatile CountDownLatch attempts = new CountDownLatch(0);

  SwitchableStore(AuditStore store) {
    this.store = store;
  }

  void goDown() {
    down = true;
  }

  void comeUp() {
    down = false;
  }

  void refuse(Predicate<AuditEvent> events) {
    refused = events;
  }

  /** Counts down at each write from now on. */
  CountDownLatch expectWrites(int count) {
    attempts = new CountDownLatch(count);
    return attempts;
  }

  @Override
  public void write(List<AuditEvent> events) {
    attempts.countDown();
    check();
    if (events.stream().map(SwitchableStore::unwritten).anyMatch(refused)) {
      throw new StoreException(StoreException.Kind.REFUSED, "told to refuse");
    }
    store.write(events);
  }

  private static AuditEvent unwritten(AuditEvent event) {
    return event instanceof WrittenDecision decision ? Records.whole(decision) : event;
  }

  private void check() {
    if (down) {
      throw new StoreException(StoreException.Kind.DOWN, "told to be down");
    }
  }

  @Override
  public Optional<LoggedDecision> find(DecisionId id) {
    check();
    return store.find(id);
  }

  @Override
  public Optional<LoggedDecision> byQuery(QueryId queryId) {
    check();
    return store.byQuery(queryId);
  }

  @Override
  public Optional<ClusterName> clusterOf(QueryId queryId) {
    check();
    return store.clusterOf(queryId);
  }

  @Override
  public List<LoggedDecision> search(
      DecisionFilter filter, Optional<DecisionId> before, int limit) {
    check();
    return store.search(filter, before, limit);
  }
}

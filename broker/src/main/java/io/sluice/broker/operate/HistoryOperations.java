package io.sluice.broker.operate;

import io.sluice.admin.history.ClusterHistory;
import io.sluice.admin.history.TransitionPage;
import io.sluice.admin.history.TransitionView;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.audit.ClusterTransition;
import io.sluice.broker.audit.KeptTransition;
import io.sluice.broker.audit.TransitionLog;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/** The history of clusters' states as operators see it; a cluster that has left keeps its own. */
public final class HistoryOperations implements ClusterHistory {
  private final Fleet fleet;
  private final TransitionLog log;

  public HistoryOperations(Fleet fleet, TransitionLog log) {
    this.fleet = fleet;
    this.log = log;
  }

  @Override
  public Optional<TransitionPage> list(ClusterName cluster, Optional<String> before, int limit) {
    try {
      List<KeptTransition> found = log.list(cluster, before, limit + 1);
      if (found.isEmpty() && fleet.find(cluster).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new TransitionPage(
              found.stream().limit(limit).map(HistoryOperations::view).toList(),
              found.size() > limit));
    } catch (StoreException e) {
      throw new UnavailableException("the store can't be read: " + e.getMessage(), e);
    }
  }

  private static TransitionView view(KeptTransition kept) {
    ClusterTransition transition = kept.transition();
    return new TransitionView(
        kept.id(),
        transition.from(),
        transition.to(),
        transition.at(),
        transition.reason(),
        transition.replica());
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * The history of clusters' states, of all replicas. Safe for use by many threads; blocks. Throws
 * {@link StoreException} when the store can't be read.
 */
public final class TransitionLog {
  private final Store store;
  private final TransitionRows rows = new TransitionRows();

  public TransitionLog(Store store) {
    this.store = store;
  }

  /**
   * Lists changes of a cluster's state, newest first.
   *
   * @param before only those with a lower id: that of the last one of the page before
   * @param limit how many at most, from 1
   */
  public List<KeptTransition> list(ClusterName cluster, Optional<String> before, int limit) {
    return store.read(handle -> rows.list(handle, cluster, before, limit));
  }
}

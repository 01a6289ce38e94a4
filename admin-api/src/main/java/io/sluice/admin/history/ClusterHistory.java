package io.sluice.admin.history;

import io.sluice.rules.fact.ClusterName;
import java.util.Optional;

/**
 * The changes of clusters' states. Safe for use by many threads; may block. Throws {@link
 * io.sluice.admin.problem.UnavailableException} when the store can't be read.
 */
@FunctionalInterface
public interface ClusterHistory {
  /**
   * Lists changes of a cluster's state, newest first.
   *
   * @param before only those older than the one of this id
   * @param limit how many at most, from 1
   * @return empty when there is no such cluster and never was
   */
  Optional<TransitionPage> list(ClusterName cluster, Optional<String> before, int limit);
}

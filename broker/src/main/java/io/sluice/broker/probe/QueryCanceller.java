package io.sluice.broker.probe;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.Optional;

/** Ends queries as an administrator of their cluster would. Blocks, within a bounded time. */
@FunctionalInterface
public interface QueryCanceller {

  /**
   * Ends a query; one that has ended already is no failure.
   *
   * @param dialect which headers the cluster speaks, where that is known
   * @throws IOException when the cluster does not answer, or refuses
   */
  void cancel(ClusterSpec spec, Optional<Dialect> dialect, QueryId query) throws IOException;
}

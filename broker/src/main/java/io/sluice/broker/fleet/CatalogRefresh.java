package io.sluice.broker.fleet;

import java.util.Collection;

/** Looks the catalogs of clusters up again, because a new one may be seconds old. */
public interface CatalogRefresh {
  /**
   * Blocks for a bounded time. Clusters that were asked a moment ago are not asked again, and one
   * that does not answer keeps the catalogs that it told before.
   */
  void refresh(Collection<FleetCluster> clusters) throws InterruptedException;
}

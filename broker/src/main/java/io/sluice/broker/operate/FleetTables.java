package io.sluice.broker.operate;

import io.sluice.broker.store.ClusterTable;
import io.sluice.broker.store.FleetRevision;
import io.sluice.broker.store.GroupTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoredFleet;
import java.time.InstantSource;

/** Where the store keeps the fleet. */
public record FleetTables(ClusterTable clusters, GroupTable groups, FleetRevision revision) {

  /** Those of a store. */
  public static FleetTables in(Store store, InstantSource clock) {
    return new FleetTables(
        new ClusterTable(store, clock), new GroupTable(store, clock), new FleetRevision(store));
  }

  /** All that is stored. */
  StoredFleet all() {
    return new StoredFleet(clusters.all(), groups.all());
  }
}

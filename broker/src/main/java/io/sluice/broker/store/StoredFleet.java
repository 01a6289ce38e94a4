package io.sluice.broker.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** All clusters and groups at one moment. */
public record StoredFleet(List<ClusterEntry> clusters, List<GroupEntry> groups) {
  public StoredFleet {
    clusters = List.copyOf(clusters);
    groups = List.copyOf(groups);
  }

  /** As a transaction sees it that has begun with {@link FleetRevision#advance}. */
  static StoredFleet in(Handle handle) {
    return new StoredFleet(ClusterTable.all(handle), GroupTable.all(handle));
  }
}

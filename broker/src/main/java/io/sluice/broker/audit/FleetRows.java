package io.sluice.broker.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Snapshots of the fleet as rows. */
final class FleetRows {

  /** Inserts those that are not there yet: replicas, and one broker over time, see the same. */
  void insertNew(Handle handle, List<FleetSnapshot> snapshots) {
    if (snapshots.isEmpty()) {
      return;
    }
    Set<String> known = known(handle, snapshots);
    List<FleetSnapshot> fresh =
        snapshots.stream().filter(snapshot -> known.add(snapshot.id().value())).toList();
    if (fresh.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch("INSERT INTO fleet_snapshot (id, packed) VALUES (?, ?)")) {
      for (FleetSnapshot snapshot : fresh) {
        batch.bind(0, snapshot.id().value()).bind(1, snapshot.packed()).add();
      }
      batch.execute();
    }
  }

  private static Set<String> known(Handle handle, List<FleetSnapshot> snapshots) {
    return new HashSet<>(
        handle
            .createQuery("SELECT id FROM fleet_snapshot WHERE id IN (<ids>)")
            .bindList("ids", snapshots.stream().map(snapshot -> snapshot.id().value()).toList())
            .mapTo(String.class)
            .list());
  }
}

package io.sluice.broker.store;

import org.jdbi.v3.core.Handle;

/**
 * Counts the changes of clusters and groups, over all replicas. Safe for use by many threads;
 * blocks. Throws {@link StoreException} when the store can't do its work.
 */
public final class FleetRevision {
  private final Store store;

  public FleetRevision(Store store) {
    this.store = store;
  }

  /** Another number than before whenever a cluster or a group was changed; one small read. */
  public long current() {
    return store.read(handle ->
        handle
            .createQuery("SELECT revision FROM fleet_revision WHERE id = 1")
            .mapTo(Long.class)
            .one());
  }

  /** Counts a change, and keeps others from changing the fleet until its transaction ends. */
  static void advance(Handle handle) {
    handle.execute("UPDATE fleet_revision SET revision = revision + 1 WHERE id = 1");
  }
}

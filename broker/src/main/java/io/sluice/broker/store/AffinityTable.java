package io.sluice.broker.store;

import io.sluice.rules.fact.ClusterName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What ties follow-ups to clusters, shared by all replicas. Safe for use by many threads; blocks.
 * Each method throws {@link StoreException} when the store can't do its work.
 */
public final class AffinityTable {
  private final Store store;

  public AffinityTable(Store store) {
    this.store = store;
  }

  /** Adds an entry, or replaces the one of the same kind and key. */
  public void put(AffinityEntry entry) {
    try {
      store.write(handle -> update(handle, entry) > 0 || insert(handle, entry));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      // Another replica inserted it between our update and our insert.
      store.write(handle -> update(handle, entry));
    }
  }

  private static int update(Handle handle, AffinityEntry entry) {
    return handle
        .createUpdate(
            "UPDATE affinity SET cluster_name = :cluster, seen_at = :seen"
                + " WHERE kind = :kind AND affinity_key = :key")
        .bind("cluster", entry.cluster().value())
        .bind("seen", Micros.of(entry.seenAt()))
        .bind("kind", entry.kind())
        .bind("key", entry.key())
        .execute();
  }

  private static boolean insert(Handle handle, AffinityEntry entry) {
    return handle
            .createUpdate(
                "INSERT INTO affinity (kind, affinity_key, cluster_name, seen_at)"
                    + " VALUES (:kind, :key, :cluster, :seen)")
            .bind("cluster", entry.cluster().value())
            .bind("seen", Micros.of(entry.seenAt()))
            .bind("kind", entry.kind())
            .bind("key", entry.key())
            .execute()
        > 0;
  }

  public Optional<AffinityEntry> find(String kind, String key) {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM affinity WHERE kind = :kind AND affinity_key = :key")
            .bind("kind", kind)
            .bind("key", key)
            .map((row, _) -> entry(row))
            .findOne());
  }

  /** All entries of a kind, in the order of their keys. */
  public List<AffinityEntry> load(String kind) {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM affinity WHERE kind = :kind ORDER BY affinity_key")
            .bind("kind", kind)
            .map((row, _) -> entry(row))
            .list());
  }

  /** Deletes an entry, if it is there. */
  public void delete(String kind, String key) {
    store.write(handle ->
        handle
            .createUpdate("DELETE FROM affinity WHERE kind = :kind AND affinity_key = :key")
            .bind("kind", kind)
            .bind("key", key)
            .execute());
  }

  /**
   * Deletes entries of a kind that were last seen before a moment.
   *
   * @return how many
   */
  public int prune(String kind, Instant seenBefore) {
    return store.write(handle ->
        handle
            .createUpdate("DELETE FROM affinity WHERE kind = :kind AND seen_at < :before")
            .bind("kind", kind)
            .bind("before", Micros.of(seenBefore))
            .execute());
  }

  private static AffinityEntry entry(ResultSet row) throws SQLException {
    return new AffinityEntry(
        row.getString("kind"),
        row.getString("affinity_key"),
        new ClusterName(row.getString("cluster_name")),
        Micros.toInstant(row.getLong("seen_at")));
  }
}

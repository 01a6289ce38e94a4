package io.sluice.broker.store;

import io.sluice.rules.fact.ClusterName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The fleet's clusters, shared by all replicas. A change names the version that it was made for,
 * and has no effect when the entry has moved on. Safe for use by many threads; blocks. Each method
 * throws {@link StoreException} when the store can't do its work.
 */
public final class ClusterTable {
  private static final String SEEDED = "clusters.seeded";

  private final Store store;
  private final InstantSource clock;

  public ClusterTable(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Fills the table for the first time; later calls, on any replica, change nothing, even when all
   * entries have been deleted meanwhile.
   *
   * @param specs the clusters' specs as JSON
   * @return whether this call was the first
   */
  public boolean seed(Map<ClusterName, String> specs) {
    try {
      return store.write(handle -> {
        if (isSeeded(handle)) {
          return false;
        }
        handle.execute(
            "INSERT INTO milestone (name, reached_at) VALUES (?, ?)",
            SEEDED,
            Micros.of(clock.instant()));
        specs.forEach((name, spec) -> insert(handle, first(name, spec, ClusterWish.ACTIVE)));
        return true;
      });
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.REFUSED && store.read(ClusterTable::isSeeded)) {
        // Another replica was quicker.
        return false;
      }
      throw e;
    }
  }

  private static boolean isSeeded(Handle handle) {
    return handle
        .createQuery("SELECT 1 FROM milestone WHERE name = :name")
        .bind("name", SEEDED)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** All entries, in the order of their names. */
  public List<ClusterEntry> all() {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM cluster_entry ORDER BY name")
            .map((row, _) -> entry(row))
            .list());
  }

  public Optional<ClusterEntry> find(ClusterName name) {
    return store.read(handle -> find(handle, name));
  }

  /**
   * Adds an entry; a conflict when there is one of this name.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit insert(ClusterName name, String spec, ClusterWish wish, String who) {
    ClusterEntry entry = first(name, spec, wish);
    try {
      return store.write(handle -> {
        Optional<ClusterEntry> current = find(handle, name);
        if (current.isPresent()) {
          return new ClusterEdit.Conflict(current.get());
        }
        insert(handle, entry);
        ChangeTable.note(handle, ClusterNotes.created(entry, who));
        return new ClusterEdit.Done(entry);
      });
    } catch (StoreException e) {
      Optional<ClusterEntry> current =
          e.kind() == StoreException.Kind.REFUSED ? find(name) : Optional.empty();
      // Another replica inserted it between our look and our insert.
      return current.<ClusterEdit>map(ClusterEdit.Conflict::new).orElseThrow(() -> e);
    }
  }

  /**
   * Replaces an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit update(
      ClusterName name, String spec, ClusterWish wish, long version, String who) {
    var entry =
        new ClusterEntry(
            name, spec, wish, version + 1, Micros.toInstant(Micros.of(clock.instant())));
    return store.write(handle -> {
      Optional<ClusterEntry> before = find(handle, name);
      int changed =
          handle
              .createUpdate(
                  "UPDATE cluster_entry SET spec = :spec, wish = :wish, version = :next,"
                      + " updated_at = :updated WHERE name = :name AND version = :version")
              .bind("spec", spec)
              .bind("wish", wish.name())
              .bind("next", entry.version())
              .bind("updated", Micros.of(entry.updatedAt()))
              .bind("name", name.value())
              .bind("version", version)
              .execute();
      if (changed == 0) {
        return notDone(handle, name);
      }
      before.ifPresent(was -> ChangeTable.note(handle, ClusterNotes.changed(was, entry, who)));
      return new ClusterEdit.Done(entry);
    });
  }

  /**
   * Has a cluster drained; a conflict when its entry is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit drain(ClusterName name, DrainOrder order, long version, String who) {
    long now = Micros.of(clock.instant());
    return store.write(handle -> {
      Optional<ClusterEntry> before = find(handle, name);
      int changed =
          handle
              .createUpdate(
                  "UPDATE cluster_entry SET wish = :wish, version = :next, updated_at = :updated,"
                      + " drain_since = :since, drain_deadline = :deadline, drain_cancel = :cancel"
                      + " WHERE name = :name AND version = :version")
              .bind("wish", ClusterWish.DRAINING.name())
              .bind("next", version + 1)
              .bind("updated", now)
              .bind("since", Micros.of(order.since()))
              .bind("deadline", order.deadline().map(Micros::of))
              .bind("cancel", order.cancel() ? 1 : 0)
              .bind("name", name.value())
              .bind("version", version)
              .execute();
      if (changed == 0 || before.isEmpty()) {
        return notDone(handle, name);
      }
      ClusterEntry after = find(handle, name).orElseThrow();
      ChangeTable.note(handle, ClusterNotes.drained(before.get(), after, who));
      return new ClusterEdit.Done(after);
    });
  }

  /**
   * Deletes an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit delete(ClusterName name, long version, String who) {
    return store.write(handle -> {
      Optional<ClusterEntry> before = find(handle, name);
      int deleted =
          handle
              .createUpdate("DELETE FROM cluster_entry WHERE name = :name AND version = :version")
              .bind("name", name.value())
              .bind("version", version)
              .execute();
      if (deleted == 0 || before.isEmpty()) {
        return notDone(handle, name);
      }
      ChangeTable.note(handle, ClusterNotes.deleted(before.get(), clock.instant(), who));
      return new ClusterEdit.Done(before.get());
    });
  }

  private static ClusterEdit notDone(Handle handle, ClusterName name) {
    return find(handle, name)
        .<ClusterEdit>map(ClusterEdit.Conflict::new)
        .orElseGet(ClusterEdit.Missing::new);
  }

  private ClusterEntry first(ClusterName name, String spec, ClusterWish wish) {
    return new ClusterEntry(name, spec, wish, 1, Micros.toInstant(Micros.of(clock.instant())));
  }

  private static void insert(Handle handle, ClusterEntry entry) {
    handle
        .createUpdate(
            "INSERT INTO cluster_entry (name, spec, wish, version, updated_at)"
                + " VALUES (:name, :spec, :wish, :version, :updated)")
        .bind("name", entry.name().value())
        .bind("spec", entry.spec())
        .bind("wish", entry.wish().name())
        .bind("version", entry.version())
        .bind("updated", Micros.of(entry.updatedAt()))
        .execute();
  }

  private static Optional<ClusterEntry> find(Handle handle, ClusterName name) {
    return handle
        .createQuery("SELECT * FROM cluster_entry WHERE name = :name")
        .bind("name", name.value())
        .map((row, _) -> entry(row))
        .findOne();
  }

  private static ClusterEntry entry(ResultSet row) throws SQLException {
    var entry =
        new ClusterEntry(
            new ClusterName(row.getString("name")),
            row.getString("spec"),
            ClusterWish.valueOf(row.getString("wish")),
            row.getLong("version"),
            Micros.toInstant(row.getLong("updated_at")));
    Optional<Instant> since = moment(row, "drain_since");
    return entry.drain().isEmpty() || since.isEmpty()
        ? entry
        : new ClusterEntry(
            entry.name(),
            entry.spec(),
            entry.wish(),
            entry.version(),
            entry.updatedAt(),
            Optional.of(
                new DrainOrder(
                    since.get(), moment(row, "drain_deadline"), row.getInt("drain_cancel") == 1)));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }
}

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
 * The fleet's clusters, shared by all replicas; any change counts the {@link FleetRevision} up. A
 * change names the version that it was made for, and has no effect when the entry has moved on.
 * Safe for use by many threads; blocks. Each method throws {@link StoreException} when the store
 * can't do its work.
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
    if (store.read(ClusterTable::isSeeded)) {
      return false;
    }
    try {
      return store.write(handle -> {
        FleetRevision.advance(handle);
        if (isSeeded(handle)) {
          return false;
        }
        Milestone.reach(handle, SEEDED, clock.instant());
        specs.forEach((name, spec) -> {
          // An operator's wish may have been kept for it before, while a file was the authority.
          if (find(handle, name).isEmpty()) {
            insert(handle, first(name, spec, ClusterWish.ACTIVE));
          }
        });
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
    return Milestone.isReached(handle, SEEDED);
  }

  /** All entries, in the order of their names. */
  public List<ClusterEntry> all() {
    return store.read(ClusterTable::all);
  }

  static List<ClusterEntry> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM cluster_entry ORDER BY name")
        .map((row, _) -> entry(row))
        .list();
  }

  public Optional<ClusterEntry> find(ClusterName name) {
    return store.read(handle -> find(handle, name));
  }

  /** Adds an entry that brings nothing with it. */
  public ClusterEdit insert(ClusterName name, String spec, ClusterWish wish, String who) {
    return insert(name, spec, wish, Companions.NONE, who);
  }

  /**
   * Adds an entry; a conflict when there is one of this name.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit insert(
      ClusterName name, String spec, ClusterWish wish, Companions companions, String who) {
    ClusterEntry entry = first(name, spec, wish);
    return change(
        name,
        companions.guard(),
        (handle, before) -> {
          if (before.isPresent()) {
            return new ClusterEdit.Conflict(before.get());
          }
          addGroups(handle, companions, who);
          insert(handle, entry);
          ChangeTable.note(handle, ClusterNotes.created(entry, who));
          return new ClusterEdit.Done(entry);
        });
  }

  /** Replaces an entry, which brings nothing with it. */
  public ClusterEdit update(
      ClusterName name, String spec, ClusterWish wish, long version, String who) {
    return update(name, spec, wish, version, Companions.NONE, who);
  }

  /**
   * Replaces an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit update(
      ClusterName name,
      String spec,
      ClusterWish wish,
      long version,
      Companions companions,
      String who) {
    var entry =
        new ClusterEntry(
            name, spec, wish, version + 1, Micros.toInstant(Micros.of(clock.instant())));
    return change(
        name,
        companions.guard(),
        (handle, before) -> {
          if (before.isEmpty()) {
            return new ClusterEdit.Missing();
          }
          if (before.get().version() != version) {
            return new ClusterEdit.Conflict(before.get());
          }
          addGroups(handle, companions, who);
          handle
              .createUpdate(
                  "UPDATE cluster_entry SET spec = :spec, wish = :wish, version = :version,"
                      + " updated_at = :updated WHERE name = :name")
              .bind("spec", spec)
              .bind("wish", wish.name())
              .bind("version", entry.version())
              .bind("updated", Micros.of(entry.updatedAt()))
              .bind("name", name.value())
              .execute();
          ChangeTable.note(handle, ClusterNotes.changed(before.get(), entry, who));
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
    return change(
        name,
        FleetGuard.NONE,
        (handle, before) -> {
          if (before.isEmpty()) {
            return new ClusterEdit.Missing();
          }
          if (before.get().version() != version) {
            return new ClusterEdit.Conflict(before.get());
          }
          handle
              .createUpdate(
                  "UPDATE cluster_entry SET wish = :wish, version = :next, updated_at = :updated,"
                      + " drain_since = :since, drain_deadline = :deadline, drain_cancel = :cancel"
                      + " WHERE name = :name")
              .bind("wish", ClusterWish.DRAINING.name())
              .bind("next", version + 1)
              .bind("updated", now)
              .bind("since", Micros.of(order.since()))
              .bind("deadline", order.deadline().map(Micros::of))
              .bind("cancel", order.cancel() ? 1 : 0)
              .bind("name", name.value())
              .execute();
          ClusterEntry after = find(handle, name).orElseThrow();
          ChangeTable.note(handle, ClusterNotes.drained(before.get(), after, who));
          return new ClusterEdit.Done(after);
        });
  }

  /** Deletes an entry that nothing stands against. */
  public ClusterEdit delete(ClusterName name, long version, String who) {
    return delete(name, version, FleetGuard.NONE, who);
  }

  /**
   * Deletes an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public ClusterEdit delete(ClusterName name, long version, FleetGuard guard, String who) {
    return change(
        name,
        guard,
        (handle, before) -> {
          if (before.isEmpty()) {
            return new ClusterEdit.Missing();
          }
          if (before.get().version() != version) {
            return new ClusterEdit.Conflict(before.get());
          }
          handle.execute("DELETE FROM cluster_entry WHERE name = ?", name.value());
          ChangeTable.note(handle, ClusterNotes.deleted(before.get(), clock.instant(), who));
          return new ClusterEdit.Done(before.get());
        });
  }

  private interface Change {
    ClusterEdit of(Handle handle, Optional<ClusterEntry> before);
  }

  /** One change of the fleet at a time: what is read after the revision was advanced, stays. */
  private ClusterEdit change(ClusterName name, FleetGuard guard, Change change) {
    return store.write(handle -> {
      FleetRevision.advance(handle);
      List<Objection> objections = guard.objections(StoredFleet.in(handle));
      return objections.isEmpty()
          ? change.of(handle, find(handle, name))
          : new ClusterEdit.Forbidden(objections);
    });
  }

  private void addGroups(Handle handle, Companions companions, String who) {
    companions
        .groups()
        .forEach((name, spec) -> {
          if (GroupTable.find(handle, name).isEmpty()) {
            var _ = GroupTable.added(handle, name, spec, clock.instant(), who);
          }
        });
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

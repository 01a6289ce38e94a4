package io.sluice.broker.store;

import io.sluice.rules.fact.GroupName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The fleet's groups, shared by all replicas. A change names the version that it was made for, and
 * has no effect when the entry has moved on. Safe for use by many threads; blocks. Each method
 * throws {@link StoreException} when the store can't do its work.
 */
public final class GroupTable {
  private static final String SEEDED = "groups.seeded";

  private final Store store;
  private final InstantSource clock;

  public GroupTable(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Fills the table for the first time; later calls, on any replica, change nothing, even when all
   * entries have been deleted meanwhile.
   *
   * @param specs the groups' specs as JSON, of what the clusters that are stored tell
   * @return whether this call was the first
   */
  public boolean seed(Function<List<ClusterEntry>, Map<GroupName, String>> specs) {
    if (store.read(handle -> Milestone.isReached(handle, SEEDED))) {
      return false;
    }
    return store.write(handle -> {
      FleetRevision.advance(handle);
      if (Milestone.isReached(handle, SEEDED)) {
        return false;
      }
      Instant now = clock.instant();
      Milestone.reach(handle, SEEDED, now);
      specs
          .apply(ClusterTable.all(handle))
          .forEach((name, spec) -> {
            if (find(handle, name).isEmpty()) {
              insert(handle, first(name, spec, now));
            }
          });
      return true;
    });
  }

  /** All entries, in the order of their names. */
  public List<GroupEntry> all() {
    return store.read(GroupTable::all);
  }

  static List<GroupEntry> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM group_entry ORDER BY name")
        .map((row, _) -> entry(row))
        .list();
  }

  public Optional<GroupEntry> find(GroupName name) {
    return store.read(handle -> find(handle, name));
  }

  /**
   * Adds an entry; a conflict when there is one of this name.
   *
   * @param who who wants it, for the record of changes
   */
  public GroupEdit insert(GroupName name, String spec, String who, FleetGuard guard) {
    return change(
        name,
        guard,
        (handle, before) -> {
          if (before.isPresent()) {
            return new GroupEdit.Conflict(before.get());
          }
          return new GroupEdit.Done(added(handle, name, spec, clock.instant(), who));
        });
  }

  /** Adds an entry in a transaction that is under way, and notes it. */
  static GroupEntry added(Handle handle, GroupName name, String spec, Instant at, String who) {
    GroupEntry entry = first(name, spec, at);
    insert(handle, entry);
    ChangeTable.note(handle, GroupNotes.created(entry, who));
    return entry;
  }

  /**
   * Replaces an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public GroupEdit update(GroupName name, String spec, long version, String who, FleetGuard guard) {
    return change(
        name,
        guard,
        (handle, before) -> {
          if (before.isEmpty()) {
            return new GroupEdit.Missing();
          }
          if (before.get().version() != version) {
            return new GroupEdit.Conflict(before.get());
          }
          var entry = new GroupEntry(name, spec, version + 1, micros(clock.instant()));
          handle
              .createUpdate(
                  "UPDATE group_entry SET spec = :spec, version = :version, updated_at = :updated"
                      + " WHERE name = :name")
              .bind("spec", spec)
              .bind("version", entry.version())
              .bind("updated", Micros.of(entry.updatedAt()))
              .bind("name", name.value())
              .execute();
          ChangeTable.note(handle, GroupNotes.changed(before.get(), entry, who));
          return new GroupEdit.Done(entry);
        });
  }

  /**
   * Deletes an entry; a conflict when it is not of this version.
   *
   * @param who who wants it, for the record of changes
   */
  public GroupEdit delete(GroupName name, long version, String who, FleetGuard guard) {
    return change(
        name,
        guard,
        (handle, before) -> {
          if (before.isEmpty()) {
            return new GroupEdit.Missing();
          }
          if (before.get().version() != version) {
            return new GroupEdit.Conflict(before.get());
          }
          handle.execute("DELETE FROM group_entry WHERE name = ?", name.value());
          ChangeTable.note(handle, GroupNotes.deleted(before.get(), clock.instant(), who));
          return new GroupEdit.Done(before.get());
        });
  }

  private interface Change {
    GroupEdit of(Handle handle, Optional<GroupEntry> before);
  }

  /** One change of the fleet at a time: what is read after the revision was advanced, stays. */
  private GroupEdit change(GroupName name, FleetGuard guard, Change change) {
    return store.write(handle -> {
      FleetRevision.advance(handle);
      List<Objection> objections = guard.objections(StoredFleet.in(handle));
      return objections.isEmpty()
          ? change.of(handle, find(handle, name))
          : new GroupEdit.Forbidden(objections);
    });
  }

  private static GroupEntry first(GroupName name, String spec, Instant at) {
    return new GroupEntry(name, spec, 1, micros(at));
  }

  private static Instant micros(Instant at) {
    return Micros.toInstant(Micros.of(at));
  }

  private static void insert(Handle handle, GroupEntry entry) {
    handle
        .createUpdate(
            "INSERT INTO group_entry (name, spec, version, updated_at)"
                + " VALUES (:name, :spec, :version, :updated)")
        .bind("name", entry.name().value())
        .bind("spec", entry.spec())
        .bind("version", entry.version())
        .bind("updated", Micros.of(entry.updatedAt()))
        .execute();
  }

  static Optional<GroupEntry> find(Handle handle, GroupName name) {
    return handle
        .createQuery("SELECT * FROM group_entry WHERE name = :name")
        .bind("name", name.value())
        .map((row, _) -> entry(row))
        .findOne();
  }

  private static GroupEntry entry(ResultSet row) throws SQLException {
    return new GroupEntry(
        new GroupName(row.getString("name")),
        row.getString("spec"),
        row.getLong("version"),
        Micros.toInstant(row.getLong("updated_at")));
  }
}

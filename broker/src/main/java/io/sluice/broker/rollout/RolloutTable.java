package io.sluice.broker.rollout;

import io.sluice.broker.store.ChangeEntry;
import io.sluice.broker.store.ChangeKind;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.GroupName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The switches, shared by all replicas; each change is on record. A change names the state that it
 * was made for, and has no effect when the switch has moved on. Safe for use by many threads;
 * blocks. Each method throws {@link StoreException} when the store can't do its work.
 */
final class RolloutTable {
  private final Store store;

  RolloutTable(Store store) {
    this.store = store;
  }

  List<Rollout> all() {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM group_switch ORDER BY group_name")
            .map((row, _) -> rollout(row))
            .list());
  }

  Optional<Rollout> find(GroupName group) {
    return store.read(handle -> find(handle, group));
  }

  private static Optional<Rollout> find(Handle handle, GroupName group) {
    return handle
        .createQuery("SELECT * FROM group_switch WHERE group_name = :group")
        .bind("group", group.value())
        .map((row, _) -> rollout(row))
        .findOne();
  }

  /** Begins a switch. Returns false when the group has one. */
  boolean begin(Rollout rollout) {
    try {
      return store.write(handle -> {
        if (find(handle, rollout.group()).isPresent()) {
          return false;
        }
        insert(handle, rollout);
        note(handle, ChangeKind.SWITCH_STARTED, rollout, rollout.startedAt(), rollout.who());
        return true;
      });
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.REFUSED && find(rollout.group()).isPresent()) {
        // Another replica began one between our look and our insert.
        return false;
      }
      throw e;
    }
  }

  /** Puts a later state of a switch in its place. Returns false when it has moved on. */
  boolean replace(Rollout current, Rollout next, ChangeKind what, String who) {
    return store.write(handle -> {
      if (!delete(handle, current)) {
        return false;
      }
      insert(handle, next);
      note(handle, what, next, next.anchorAt(), who);
      return true;
    });
  }

  /** Ends a switch. Returns false when it has moved on. */
  boolean end(Rollout current, Instant now, String who) {
    return store.write(handle -> {
      boolean deleted = delete(handle, current);
      if (deleted) {
        note(handle, ChangeKind.SWITCH_ENDED, current, now, who);
      }
      return deleted;
    });
  }

  private static void note(
      Handle handle, ChangeKind what, Rollout rollout, Instant at, String who) {
    String text =
        "{\"percent\":%s,\"switch\":%s}"
            .formatted(rollout.percent(at), SpecJson.write(rollout.spec()));
    ChangeTable.note(
        handle,
        ChangeEntry.of(
            at,
            who,
            what,
            rollout.group().value(),
            rollout.revision() + "-" + what,
            what == ChangeKind.SWITCH_STARTED ? Optional.empty() : Optional.of(text),
            what == ChangeKind.SWITCH_ENDED ? Optional.empty() : Optional.of(text)));
  }

  private static boolean delete(Handle handle, Rollout rollout) {
    return handle
            .createUpdate(
                "DELETE FROM group_switch WHERE group_name = :group AND started_at = :started"
                    + " AND revision = :revision")
            .bind("group", rollout.group().value())
            .bind("started", Micros.of(rollout.startedAt()))
            .bind("revision", rollout.revision())
            .execute()
        > 0;
  }

  private static void insert(Handle handle, Rollout rollout) {
    handle
        .createUpdate(
            "INSERT INTO group_switch"
                + " (group_name, spec, started_at, anchor_at, anchor_percent, under_way,"
                + " revision, who)"
                + " VALUES (:group, :spec, :started, :anchor, :percent, :underWay, :revision, :who)")
        .bind("group", rollout.group().value())
        .bind("spec", SpecJson.write(rollout.spec()))
        .bind("started", Micros.of(rollout.startedAt()))
        .bind("anchor", Micros.of(rollout.anchorAt()))
        .bind("percent", rollout.anchorPercent())
        .bind("underWay", rollout.underWay() ? 1 : 0)
        .bind("revision", rollout.revision())
        .bind("who", rollout.who())
        .execute();
  }

  private static Rollout rollout(ResultSet row) throws SQLException {
    return new Rollout(
        new GroupName(row.getString("group_name")),
        SpecJson.read(row.getString("spec")),
        Micros.toInstant(row.getLong("started_at")),
        Micros.toInstant(row.getLong("anchor_at")),
        row.getDouble("anchor_percent"),
        row.getInt("under_way") == 1,
        row.getLong("revision"),
        row.getString("who"));
  }
}

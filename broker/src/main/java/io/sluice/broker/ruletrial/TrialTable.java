package io.sluice.broker.ruletrial;

import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The trials, shared by all replicas. A change names the state that it was made for, and has no
 * effect when the trial has moved on. Safe for use by many threads; blocks. Each method throws
 * {@link StoreException} when the store can't do its work.
 */
final class TrialTable {
  private final Store store;

  TrialTable(Store store) {
    this.store = store;
  }

  List<Trial> all() {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM rule_trial ORDER BY kind")
            .map((row, _) -> trial(row))
            .list());
  }

  Optional<Trial> find(TrialKind kind) {
    return store.read(handle -> find(handle, kind));
  }

  /** Begins a trial where none of its kind runs. */
  TrialEdit begin(Trial trial) {
    try {
      return store.write(handle -> {
        Optional<Trial> current = find(handle, trial.kind());
        if (current.isPresent()) {
          return new TrialEdit.Conflict(current);
        }
        insert(handle, trial);
        return new TrialEdit.Done(trial);
      });
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.REFUSED) {
        // Another replica began one between our look and our insert.
        return new TrialEdit.Conflict(find(trial.kind()));
      }
      throw e;
    }
  }

  /** Puts a trial in the place of another, or of an earlier state of itself. */
  TrialEdit replace(Trial current, Trial next) {
    var numbered =
        new Trial(
            next.kind(),
            next.startedAt(),
            current.revision() + 1,
            next.candidate(),
            next.percent(),
            next.base(),
            next.who(),
            next.why());
    return store.write(handle -> {
      if (!delete(handle, current)) {
        return new TrialEdit.Conflict(find(handle, current.kind()));
      }
      insert(handle, numbered);
      if (!current.isSame(numbered)) {
        TrialCountTable.forget(handle, current);
      }
      return new TrialEdit.Done(numbered);
    });
  }

  /** Ends a trial, and forgets what was counted. */
  TrialEdit end(Trial current) {
    return store.write(handle -> {
      if (!delete(handle, current)) {
        return new TrialEdit.Conflict(find(handle, current.kind()));
      }
      TrialCountTable.forget(handle, current);
      return new TrialEdit.Done(current);
    });
  }

  private static boolean delete(Handle handle, Trial trial) {
    return handle
            .createUpdate(
                "DELETE FROM rule_trial WHERE kind = :kind AND started_at = :started"
                    + " AND revision = :revision")
            .bind("kind", trial.kind().name())
            .bind("started", Micros.of(trial.startedAt()))
            .bind("revision", trial.revision())
            .execute()
        > 0;
  }

  private static void insert(Handle handle, Trial trial) {
    handle
        .createUpdate(
            "INSERT INTO rule_trial"
                + " (kind, started_at, revision, candidate, percent, base, who, why)"
                + " VALUES (:kind, :started, :revision, :candidate, :percent, :base, :who, :why)")
        .bind("kind", trial.kind().name())
        .bind("started", Micros.of(trial.startedAt()))
        .bind("revision", trial.revision())
        .bind("candidate", trial.candidate().hash())
        .bind("percent", trial.percent())
        .bind("base", trial.base().hash())
        .bind("who", trial.who())
        .bind("why", trial.why())
        .execute();
  }

  static Optional<Trial> find(Handle handle, TrialKind kind) {
    return handle
        .createQuery("SELECT * FROM rule_trial WHERE kind = :kind")
        .bind("kind", kind.name())
        .map((row, _) -> trial(row))
        .findOne();
  }

  private static Trial trial(ResultSet row) throws SQLException {
    return new Trial(
        TrialKind.valueOf(row.getString("kind")),
        Micros.toInstant(row.getLong("started_at")),
        row.getLong("revision"),
        new RuleSetVersion(row.getString("candidate")),
        row.getInt("percent"),
        new RuleSetVersion(row.getString("base")),
        row.getString("who"),
        row.getString("why"));
  }
}

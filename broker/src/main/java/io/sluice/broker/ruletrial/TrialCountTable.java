package io.sluice.broker.ruletrial;

import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What all replicas together have counted for a trial: one row for each version that was active
 * meanwhile, to which each replica adds what is new. Safe for use by many threads; blocks.
 */
final class TrialCountTable {
  private static final int TRIES = 5;

  private final Store store;
  private final InstantSource clock;

  TrialCountTable(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A row.
   *
   * @param since when its first count was added
   * @param counts as JSON
   */
  record Row(Instant since, String counts, long revision) {}

  Optional<Row> find(Trial trial, RuleSetVersion base) {
    return store.read(handle -> find(handle, trial, base));
  }

  /**
   * Adds to a row.
   *
   * @param sum the new counts, given the old ones; may be called several times
   * @return whether they are added, or need not be because the trial has ended; false when other
   *     replicas were always quicker
   */
  boolean add(Trial trial, RuleSetVersion base, Function<Optional<String>, String> sum) {
    for (int i = 0; i < TRIES; i++) {
      try {
        if (store.write(handle -> tryToAdd(handle, trial, base, sum))) {
          return true;
        }
      } catch (StoreException e) {
        // Refused: another replica inserted the row between our look and our insert.
        if (e.kind() != StoreException.Kind.REFUSED) {
          throw e;
        }
      }
    }
    return false;
  }

  private boolean tryToAdd(
      Handle handle, Trial trial, RuleSetVersion base, Function<Optional<String>, String> sum) {
    if (TrialTable.find(handle, trial.kind()).filter(trial::isSame).isEmpty()) {
      return true;
    }
    Optional<Row> row = find(handle, trial, base);
    String counts = sum.apply(row.map(Row::counts));
    if (row.isEmpty()) {
      insert(handle, trial, base, counts);
      return true;
    }
    return handle
            .createUpdate(
                "UPDATE rule_trial_count SET counts = :counts, revision = revision + 1"
                    + " WHERE kind = :kind AND started_at = :started AND base = :base"
                    + " AND revision = :revision")
            .bind("counts", counts)
            .bind("kind", trial.kind().name())
            .bind("started", Micros.of(trial.startedAt()))
            .bind("base", base.hash())
            .bind("revision", row.get().revision())
            .execute()
        > 0;
  }

  private void insert(Handle handle, Trial trial, RuleSetVersion base, String counts) {
    handle
        .createUpdate(
            "INSERT INTO rule_trial_count (kind, started_at, base, revision, since, counts)"
                + " VALUES (:kind, :started, :base, 1, :since, :counts)")
        .bind("kind", trial.kind().name())
        .bind("started", Micros.of(trial.startedAt()))
        .bind("base", base.hash())
        .bind("since", Micros.of(clock.instant()))
        .bind("counts", counts)
        .execute();
  }

  private static Optional<Row> find(Handle handle, Trial trial, RuleSetVersion base) {
    return handle
        .createQuery(
            "SELECT since, counts, revision FROM rule_trial_count"
                + " WHERE kind = :kind AND started_at = :started AND base = :base")
        .bind("kind", trial.kind().name())
        .bind("started", Micros.of(trial.startedAt()))
        .bind("base", base.hash())
        .map((row, _) ->
            new Row(
                Micros.toInstant(row.getLong("since")),
                row.getString("counts"),
                row.getLong("revision")))
        .findOne();
  }

  /** Forgets all that was counted for a trial, and what was left of earlier ones of its kind. */
  static void forget(Handle handle, Trial trial) {
    handle
        .createUpdate("DELETE FROM rule_trial_count WHERE kind = :kind AND started_at <= :started")
        .bind("kind", trial.kind().name())
        .bind("started", Micros.of(trial.startedAt()))
        .execute();
  }
}

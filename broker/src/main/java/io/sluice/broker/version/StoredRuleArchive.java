package io.sluice.broker.version;

import io.sluice.broker.store.ChangeEntry;
import io.sluice.broker.store.ChangeKind;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.Micros;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The archive in the tables rule_version and rule_activation. */
final class StoredRuleArchive implements RuleArchive {
  /** An insert that lost a race is looked at again; what it lost to is there by then. */
  private static final int TRIES = 3;

  private final Store store;

  StoredRuleArchive(Store store) {
    this.store = store;
  }

  @Override
  public void keep(RuleFiles files, Instant at, String who) {
    try {
      store.write(handle -> insertNew(handle, files, at, who));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED || find(files.version()).isEmpty()) {
        throw e;
      }
      // Another replica kept it between our look and our insert.
    }
  }

  @Override
  public Optional<KeptRuleSet> find(RuleSetVersion version) {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM rule_version WHERE version = :version")
            .bind("version", version.hash())
            .map((row, _) -> kept(row))
            .findOne());
  }

  @Override
  public Optional<ArchivedActivation> latest() {
    return activations(OptionalLong.empty(), 1).stream().findFirst();
  }

  @Override
  public boolean wasActivated(RuleSetVersion version) {
    return store.read(handle ->
        handle
            .createQuery("SELECT 1 FROM rule_activation WHERE version = :version LIMIT 1")
            .bind("version", version.hash())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public List<ArchivedActivation> activations(OptionalLong before, int limit) {
    return store.read(handle -> activations(handle, before, limit));
  }

  @Override
  public Appended append(long expectedSequence, Activation activation, RuleFiles files) {
    if (!files.version().equals(activation.version())) {
      throw new IllegalArgumentException(
          "version: %s (expected: %s, that of the files)"
              .formatted(activation.version(), files.version()));
    }
    for (int tried = 1; ; tried++) {
      try {
        return store.write(handle -> append(handle, expectedSequence, activation, files));
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.REFUSED || tried == TRIES) {
          throw e;
        }
        // Another replica inserted the number or the version between our look and our insert.
      }
    }
  }

  private static Appended append(
      Handle handle, long expectedSequence, Activation activation, RuleFiles files) {
    Optional<ArchivedActivation> latest =
        activations(handle, OptionalLong.empty(), 1).stream().findFirst();
    if (latest.map(ArchivedActivation::sequence).orElse(0L) != expectedSequence) {
      return new Appended.Conflict(latest);
    }
    insertNew(handle, files, activation.at(), activation.who());
    handle
        .createUpdate(
            "INSERT INTO rule_activation (sequence, version, activated_at, who, why, origin,"
                + " targets) VALUES (:sequence, :version, :at, :who, :why, :origin, :targets)")
        .bind("sequence", expectedSequence + 1)
        .bind("version", activation.version().hash())
        .bind("at", Micros.of(activation.at()))
        .bind("who", activation.who())
        .bind("why", activation.why())
        .bind("origin", activation.origin().name())
        .bind("targets", TargetsJson.tree(activation.targets()).toString())
        .execute();
    ChangeTable.note(
        handle,
        ChangeEntry.of(
            activation.at(),
            activation.who(),
            ChangeKind.RULES_ACTIVATED,
            "rules",
            Long.toString(expectedSequence + 1),
            latest.map(before -> before.version().hash()),
            Optional.of(activation.version().hash())));
    return new Appended.Done(new ArchivedActivation(expectedSequence + 1, activation));
  }

  private static boolean insertNew(Handle handle, RuleFiles files, Instant at, String who) {
    String version = files.version().hash();
    boolean known =
        handle
            .createQuery("SELECT 1 FROM rule_version WHERE version = :version")
            .bind("version", version)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!known) {
      handle
          .createUpdate(
              "INSERT INTO rule_version (version, files, first_seen_at, first_seen_by)"
                  + " VALUES (:version, :files, :at, :who)")
          .bind("version", version)
          .bind("files", RuleFilesJson.write(files))
          .bind("at", Micros.of(at))
          .bind("who", who)
          .execute();
    }
    return !known;
  }

  private static List<ArchivedActivation> activations(
      Handle handle, OptionalLong before, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM rule_activation WHERE sequence < :before"
                + " ORDER BY sequence DESC LIMIT :limit")
        .bind("before", before.orElse(Long.MAX_VALUE))
        .bind("limit", limit)
        .map((row, _) -> activation(row))
        .list();
  }

  private static ArchivedActivation activation(ResultSet row) throws SQLException {
    return new ArchivedActivation(
        row.getLong("sequence"),
        new Activation(
            new RuleSetVersion(row.getString("version")),
            Micros.toInstant(row.getLong("activated_at")),
            row.getString("who"),
            row.getString("why"),
            ActivationOrigin.valueOf(row.getString("origin")),
            TargetsJson.read(row.getString("targets"))));
  }

  private static KeptRuleSet kept(ResultSet row) throws SQLException {
    return new KeptRuleSet(
        RuleFilesJson.read(row.getString("files")),
        Micros.toInstant(row.getLong("first_seen_at")),
        row.getString("first_seen_by"));
  }
}

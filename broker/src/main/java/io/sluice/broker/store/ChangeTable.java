package io.sluice.broker.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who changed what, shared by all replicas. An entry is written in the transaction of its change:
 * there is none without the other. Safe for use by many threads; blocks. Throws {@link
 * StoreException} when the store can't do its work.
 */
public final class ChangeTable {
  private final Store store;

  public ChangeTable(Store store) {
    this.store = store;
  }

  /** Writes an entry in a transaction that is under way. */
  public static void note(Handle handle, ChangeEntry entry) {
    handle
        .createUpdate(
            "INSERT INTO admin_change"
                + " (id, changed_at, who, what, subject, before_text, after_text)"
                + " VALUES (:id, :at, :who, :what, :subject, :before, :after)")
        .bind("id", entry.id())
        .bind("at", Micros.of(entry.at()))
        .bind("who", entry.who())
        .bind("what", entry.what().name())
        .bind("subject", entry.subject())
        .bind("before", entry.before())
        .bind("after", entry.after())
        .execute();
  }

  /**
   * Lists entries, newest first.
   *
   * @param before only those with a lower id: that of the last one of the page before
   * @param limit how many at most, from 1
   */
  public List<ChangeEntry> list(Optional<String> before, int limit) {
    String condition = before.isPresent() ? " WHERE id < :before" : "";
    return store.read(handle -> {
      var query =
          handle.createQuery(
              "SELECT * FROM admin_change" + condition + " ORDER BY id DESC LIMIT :limit");
      before.ifPresent(id -> query.bind("before", id));
      return query.bind("limit", limit).map((row, _) -> entry(row)).list();
    });
  }

  private static ChangeEntry entry(ResultSet row) throws SQLException {
    return new ChangeEntry(
        row.getString("id"),
        Micros.toInstant(row.getLong("changed_at")),
        row.getString("who"),
        ChangeKind.valueOf(row.getString("what")),
        row.getString("subject"),
        Optional.ofNullable(row.getString("before_text")),
        Optional.ofNullable(row.getString("after_text")));
  }
}

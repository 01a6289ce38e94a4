package io.sluice.broker.audit;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.GroupName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Decisions in the order in which they were made, for whoever goes through many of them: page by
 * page, each on from the last of the one before.
 *
 * <p>Safe for use by many threads; blocks. Methods throw {@link StoreException} when the store
 * can't be read.
 */
public final class History {
  private final Store store;

  public History(Store store) {
    this.store = store;
  }

  /**
   * Which decisions.
   *
   * @param from those of this moment or later
   * @param to those before this moment
   * @param user only those of this user
   * @param source only those of this source
   * @param group only those that this group took
   */
  public record Range(
      Instant from,
      Instant to,
      Optional<String> user,
      Optional<String> source,
      Optional<GroupName> group) {}

  /**
   * A decision as the store has it.
   *
   * @param id its id
   * @param body its record as JSON without the SQL text
   * @param sqlText the SQL text
   * @param cpuMillis the CPU time of its query, when that is known
   */
  public record Row(String id, String body, String sqlText, OptionalLong cpuMillis) {}

  /** Asks the store for nothing: throws when it can't be read. */
  public void check() {
    var _ = store.read(handle -> handle.execute("SELECT 1"));
  }

  /** How many there are; empty when the database takes too long to count them. */
  public OptionalLong count(Range range) {
    try {
      return OptionalLong.of(
          store.read(handle ->
              query(handle, "SELECT COUNT(*) FROM decision d", range, "", "")
                  .mapTo(Long.class)
                  .one()));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.FAILED) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /**
   * The next ones.
   *
   * @param after only those after this one; the last of the page before
   * @param limit how many at most
   */
  public List<Row> rows(Range range, Optional<String> after, int limit) {
    return store.read(handle ->
        query(
                handle,
                "SELECT d.id, d.body, d.sql_text, e.cpu_millis FROM decision d"
                    + " LEFT JOIN query_end e ON e.query_id = d.query_id",
                range,
                after.isPresent() ? " AND d.id > :after" : "",
                " ORDER BY " + leading(range) + "d.id LIMIT :limit")
            .bindMap(after.<Map<String, Object>>map(id -> Map.of("after", id)).orElse(Map.of()))
            .bind("limit", limit)
            .setFetchSize(limit)
            .map((row, _) -> row(row))
            .list());
  }

  /** The snapshots of these ids; those that are not there are left out. */
  public Map<FleetId, FleetLoad> fleets(Collection<FleetId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return store.read(handle -> {
      Map<FleetId, FleetLoad> found = new HashMap<>();
      handle
          .createQuery("SELECT id, packed FROM fleet_snapshot WHERE id IN (<ids>)")
          .bindList("ids", ids.stream().map(FleetId::value).toList())
          .map((row, _) ->
              new FleetSnapshot(new FleetId(row.getString("id")), row.getString("packed")))
          .forEach(snapshot -> found.put(snapshot.id(), snapshot.load()));
      return found;
    });
  }

  private static Query query(
      Handle handle, String select, Range range, String further, String end) {
    String where =
        " WHERE d.id >= :from AND d.id < :to"
            + (range.user().isPresent() ? " AND d.user_name = :user" : "")
            + (range.source().isPresent() ? " AND d.source = :source" : "")
            + (range.group().isPresent() ? " AND d.group_name = :group" : "");
    Query query =
        handle
            .createQuery(select + where + further + end)
            .bind("from", DecisionId.lowest(range.from()).value())
            .bind("to", DecisionId.lowest(range.to()).value());
    range.user().ifPresent(user -> query.bind("user", DecisionRows.column(user)));
    range.source().ifPresent(source -> query.bind("source", DecisionRows.column(source)));
    range.group().ifPresent(group -> query.bind("group", group.value()));
    return query;
  }

  /** The column whose index goes on with the id, as in {@link Search}. */
  private static String leading(Range range) {
    if (range.user().isPresent()) {
      return "d.user_name, ";
    }
    if (range.source().isPresent()) {
      return "d.source, ";
    }
    return range.group().isPresent() ? "d.group_name, " : "";
  }

  private static Row row(ResultSet row) throws SQLException {
    long cpu = row.getLong(4);
    OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(cpu);
    return new Row(row.getString(1), row.getString(2), row.getString(3), known);
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Micros;
import io.sluice.rules.fact.ClusterName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Ends of queries as rows. */
final class EndRows {

  /** The ends of these queries, by their ids, as far as there are any. */
  Map<String, QueryEnd> of(Handle handle, Collection<String> queries) {
    var ends = new HashMap<String, QueryEnd>();
    handle
        .createQuery("SELECT * FROM query_end WHERE query_id IN (<ids>)")
        .bindList("ids", List.copyOf(queries))
        .map((row, _) -> end(row).orElseThrow())
        .forEach(end -> ends.put(end.queryId().value(), end));
    return ends;
  }

  /** Makes each end the one that its query has; of several for one query, the last. */
  void replace(Handle handle, List<QueryEnd> ends) {
    if (ends.isEmpty()) {
      return;
    }
    Map<String, QueryEnd> last = new LinkedHashMap<>();
    ends.forEach(end -> last.put(end.queryId().value(), end));
    handle
        .createUpdate("DELETE FROM query_end WHERE query_id IN (<ids>)")
        .bindList("ids", List.copyOf(last.keySet()))
        .execute();
    insert(handle, last.values());
  }

  private static void insert(Handle handle, Collection<QueryEnd> ends) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO query_end (query_id, cluster_name, state, error_code, error_name,"
                + " error_type, elapsed_millis, cpu_millis, row_count, byte_count,"
                + " peak_memory_bytes, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (QueryEnd end : ends) {
        batch
            .bind(0, end.queryId().value())
            .bind(1, orNull(end.cluster().map(ClusterName::value)))
            .bind(2, end.state().name())
            .bind(3, orNull(end.errorCode()))
            .bind(4, orNull(end.errorName()))
            .bind(5, orNull(end.errorType()))
            .bind(6, orNull(end.elapsedMillis()))
            .bind(7, orNull(end.cpuMillis()))
            .bind(8, orNull(end.rows()))
            .bind(9, orNull(end.bytes()))
            .bind(10, orNull(end.peakMemoryBytes()))
            .bind(11, Micros.of(end.endedAt()))
            .add();
      }
      batch.execute();
    }
  }

  /** The end in a row; none when the row comes from a join that found none. */
  Optional<QueryEnd> end(ResultSet row) throws SQLException {
    String state = row.getString("state");
    if (state == null) {
      return Optional.empty();
    }
    return Optional.of(
        new QueryEnd(
            new QueryId(row.getString("query_id")),
            Optional.ofNullable(row.getString("cluster_name")).map(ClusterName::new),
            QueryState.valueOf(state),
            number(row, "error_code").stream().mapToInt(Math::toIntExact).findFirst(),
            Optional.ofNullable(row.getString("error_name")),
            Optional.ofNullable(row.getString("error_type")),
            number(row, "elapsed_millis"),
            number(row, "cpu_millis"),
            number(row, "row_count"),
            number(row, "byte_count"),
            number(row, "peak_memory_bytes"),
            Micros.toInstant(row.getLong("ended_at"))));
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static @Nullable String orNull(Optional<String> value) {
    return value.map(DecisionRows::column).orElse(null);
  }
}

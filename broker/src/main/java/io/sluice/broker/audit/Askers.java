package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Who asked, as the columns of decisions tell it. Safe for use by many threads; blocks. */
public final class Askers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

  private final Store store;

  public Askers(Store store) {
    this.store = store;
  }

  /**
   * Who asked these queries; those whose decision is not in the store are left out.
   *
   * @throws StoreException when the store can't tell
   */
  public Map<QueryId, Asker> of(Set<QueryId> queries) {
    Map<String, Asker> found =
        store.read(handle -> of(handle, queries.stream().map(QueryId::value).toList()));
    var askers = new HashMap<QueryId, Asker>();
    found.forEach((query, asker) -> askers.put(new QueryId(query), asker));
    return askers;
  }

  static Map<String, Asker> of(Handle handle, Collection<String> queries) {
    var askers = new HashMap<String, Asker>();
    handle
        .createQuery(
            "SELECT query_id, user_name, teams, fingerprint FROM decision"
                + " WHERE query_id IN (<ids>)")
        .bindList("ids", List.copyOf(queries))
        .map((row, _) -> Map.entry(row.getString("query_id"), asker(row)))
        .forEach(entry -> askers.put(entry.getKey(), entry.getValue()));
    return askers;
  }

  private static Asker asker(ResultSet row) throws SQLException {
    String teams = row.getString("teams");
    String fingerprint = row.getString("fingerprint");
    // What an earlier version has written has neither.
    return new Asker(
        row.getString("user_name"),
        teams == null ? Set.of() : names(teams),
        fingerprint == null ? "" : fingerprint);
  }

  private static Set<String> names(String json) {
    try {
      return JSON.readValue(json, NAMES);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Kind.FAILED, "teams of a decision can't be read: %s".formatted(json), e);
    }
  }

  /** The column of a decision's teams. */
  static String column(Set<String> teams) {
    if (teams.isEmpty()) {
      return "[]";
    }
    try {
      return JSON.writeValueAsString(new TreeSet<>(teams));
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Kind.REFUSED, "teams: no JSON form: %s".formatted(teams), e);
    }
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The query that lists decisions with their ends, newest first.
 *
 * <p>Time is a range of ids, and each indexed condition has an index that goes on with the id: the
 * first such condition leads, and its column stands before the id in ORDER BY. It is the same
 * order, as all rows have one value there; but H2 sorts all rows of the condition when the column
 * is left out, and stops after the first page when it is there.
 */
final class Search {
  /** LIKE's escape character; a backslash means different things to different databases. */
  private static final String ESCAPE = "!";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private String tables = "decision d";
  private String id = "d.id";
  private Optional<String> leading = Optional.empty();

  static Search of(DecisionFilter filter, Optional<DecisionId> before) {
    var search = new Search();
    filter.rule().ifPresent(search::whereRule);
    search.whereColumn("d.user_name", "user", filter.user());
    search.whereColumn("d.source", "source", filter.source());
    search.whereColumn("d.cluster_name", "cluster", filter.cluster().map(ClusterName::value));
    search.whereColumn("d.group_name", "group", filter.group().map(GroupName::value));
    search.whereColumn("d.outcome", "outcome", filter.outcome().map(DecisionOutcome::name));
    search.whereId("<", "before", before);
    search.whereId(">=", "from", filter.from().map(DecisionId::lowest));
    search.whereId("<", "to", filter.to().map(DecisionId::lowest));
    filter.text().ifPresent(search::whereText);
    filter.state().ifPresent(search::whereState);
    return search;
  }

  static Search forId(DecisionId id) {
    var search = new Search();
    search.whereId("=", "id", Optional.of(id));
    return search;
  }

  static Search forQuery(QueryId queryId) {
    return new Search().where("d.query_id = :query", "query", queryId.value());
  }

  private void whereRule(String rule) {
    tables = "decision_rule r JOIN decision d ON d.id = r.decision_id";
    id = "r.decision_id";
    whereColumn("r.rule_name", "rule", Optional.of(rule));
  }

  private void whereColumn(String column, String name, Optional<String> value) {
    if (value.isPresent()) {
      where(column + " = :" + name, name, DecisionRows.column(value.get()));
      leading = leading.or(() -> Optional.of(column));
    }
  }

  private void whereId(String comparison, String name, Optional<DecisionId> bound) {
    bound.ifPresent(value -> where(id + " " + comparison + " :" + name, name, value.value()));
  }

  private void whereText(String text) {
    String literal =
        text.toLowerCase(Locale.ROOT)
            .replace(ESCAPE, ESCAPE + ESCAPE)
            .replace("%", ESCAPE + "%")
            .replace("_", ESCAPE + "_");
    where("LOWER(d.sql_text) LIKE :text ESCAPE '" + ESCAPE + "'", "text", "%" + literal + "%");
  }

  private void whereState(QueryState state) {
    if (state == QueryState.RUNNING) {
      conditions.add("d.query_id IS NOT NULL AND e.state IS NULL");
    } else {
      where("e.state = :state", "state", state.name());
    }
  }

  private Search where(String condition, String name, String value) {
    conditions.add(condition);
    values.put(name, value);
    return this;
  }

  /** The statement; it has the {@link #values} and {@code :limit} to bind. */
  String sql() {
    return "SELECT d.body, d.sql_text, e.* FROM "
        + tables
        + " LEFT JOIN query_end e ON e.query_id = d.query_id"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " ORDER BY "
        + leading.map(column -> column + " DESC, ").orElse("")
        + id
        + " DESC LIMIT :limit";
  }

  Map<String, Object> values() {
    return values;
  }
}

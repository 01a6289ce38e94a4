package io.sluice.broker.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The query that lists decisions with their ends, newest first. Time is a range of ids, so every
 * condition that has an index meets it in the order of the list.
 */
final class Search {
  /** LIKE's escape character; a backslash means different things to different databases. */
  private static final String ESCAPE = "!";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  static Search of(DecisionFilter filter, Optional<DecisionId> before) {
    var search = new Search();
    before.ifPresent(id -> search.where("d.id < :before", "before", id.value()));
    filter
        .from()
        .ifPresent(from -> search.where("d.id >= :from", "from", DecisionId.lowest(from).value()));
    filter.to().ifPresent(to -> search.where("d.id < :to", "to", DecisionId.lowest(to).value()));
    filter
        .user()
        .ifPresent(user -> search.where("d.user_name = :user", "user", DecisionRows.column(user)));
    filter
        .source()
        .ifPresent(
            source -> search.where("d.source = :source", "source", DecisionRows.column(source)));
    filter
        .group()
        .ifPresent(group -> search.where("d.group_name = :group", "group", group.value()));
    filter
        .cluster()
        .ifPresent(
            cluster -> search.where("d.cluster_name = :cluster", "cluster", cluster.value()));
    filter
        .outcome()
        .ifPresent(outcome -> search.where("d.outcome = :outcome", "outcome", outcome.name()));
    filter
        .rule()
        .ifPresent(rule ->
            search.where(
                "d.id IN (SELECT decision_id FROM decision_rule WHERE rule_name = :rule)",
                "rule",
                DecisionRows.column(rule)));
    filter
        .text()
        .ifPresent(text ->
            search.where(
                "LOWER(d.sql_text) LIKE :text ESCAPE '" + ESCAPE + "'", "text", pattern(text)));
    filter.state().ifPresent(search::whereState);
    return search;
  }

  private void whereState(QueryState state) {
    if (state == QueryState.RUNNING) {
      conditions.add("d.query_id IS NOT NULL AND e.state IS NULL");
    } else {
      where("e.state = :state", "state", state.name());
    }
  }

  private static String pattern(String text) {
    String literal =
        text.toLowerCase(Locale.ROOT)
            .replace(ESCAPE, ESCAPE + ESCAPE)
            .replace("%", ESCAPE + "%")
            .replace("_", ESCAPE + "_");
    return "%" + literal + "%";
  }

  Search where(String condition, String name, Object value) {
    conditions.add(condition);
    values.put(name, value);
    return this;
  }

  String sql() {
    return "SELECT d.body, d.sql_text, e.*"
        + " FROM decision d LEFT JOIN query_end e ON e.query_id = d.query_id"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " ORDER BY d.id DESC LIMIT :limit";
  }

  Map<String, Object> values() {
    return values;
  }
}

package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Decisions as rows: the fields that are filtered on as columns, the whole as JSON. */
final class DecisionRows {
  private static final int LONGEST_COLUMN = 255;

  private final EventJson json;

  DecisionRows(EventJson json) {
    this.json = json;
  }

  /** A value as its column holds it; the whole stands in the JSON. */
  static String column(String value) {
    return value.length() <= LONGEST_COLUMN ? value : value.substring(0, LONGEST_COLUMN);
  }

  /**
   * Inserts those that are not there yet: after a crash, some are delivered twice.
   *
   * @return those
   */
  List<WrittenDecision> insertNew(Handle handle, List<WrittenDecision> decisions) {
    if (decisions.isEmpty()) {
      return List.of();
    }
    Set<String> known = known(handle, decisions);
    return insert(handle, decisions.stream().filter(decision -> known.add(id(decision))).toList());
  }

  /**
   * Inserts all.
   *
   * @return all
   */
  List<WrittenDecision> insert(Handle handle, List<WrittenDecision> decisions) {
    insertWhole(handle, decisions);
    insertRules(handle, decisions);
    return decisions;
  }

  private static Set<String> known(Handle handle, List<WrittenDecision> decisions) {
    return new HashSet<>(
        handle
            .createQuery("SELECT id FROM decision WHERE id IN (<ids>)")
            .bindList("ids", decisions.stream().map(DecisionRows::id).toList())
            .mapTo(String.class)
            .list());
  }

  private void insertWhole(Handle handle, List<WrittenDecision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO decision (id, replica, user_name, source, outcome, group_name,"
                + " cluster_name, query_id, sql_text, body, fingerprint, teams)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      decisions.forEach(decision -> add(batch, decision));
      batch.execute();
    }
  }

  private static String id(WrittenDecision decision) {
    return decision.id().value();
  }

  private static void add(PreparedBatch batch, WrittenDecision decision) {
    batch
        .bind(0, id(decision))
        .bind(1, column(decision.replica()))
        .bind(2, column(decision.user()))
        .bind(3, column(decision.source()))
        .bind(4, decision.outcome().name())
        .bind(5, orNull(decision.group().map(GroupName::value)))
        .bind(6, orNull(decision.cluster().map(ClusterName::value)))
        .bind(7, orNull(decision.queryId().map(QueryId::value)))
        // No database but H2 can hold the character NUL in a text.
        .bind(8, decision.text().replace('\0', '\uFFFD'))
        .bind(9, decision.body())
        .bind(10, column(decision.fingerprint()))
        .bind(11, Askers.column(decision.teams()))
        .add();
  }

  private static @Nullable String orNull(Optional<String> value) {
    return value.orElse(null);
  }

  private static void insertRules(Handle handle, List<WrittenDecision> decisions) {
    try (PreparedBatch batch =
        handle.prepareBatch("INSERT INTO decision_rule (rule_name, decision_id) VALUES (?, ?)")) {
      for (WrittenDecision decision : decisions) {
        for (String rule : columns(decision.rules())) {
          batch.bind(0, rule).bind(1, id(decision)).add();
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private static Set<String> columns(Set<String> names) {
    return names.stream().map(DecisionRows::column).collect(Collectors.toSet());
  }

  DecisionRecord decision(ResultSet row) throws SQLException {
    String body = row.getString("body");
    try {
      return json.decision(body, row.getString("sql_text"));
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Kind.FAILED, "a decision's row can't be read: %s".formatted(body), e);
    }
  }
}

package io.sluice.broker.audit;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.store.Micros;
import io.sluice.rules.fact.ClusterName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Changes of clusters' states as rows; of each cluster the newest ones are kept. */
final class TransitionRows {
  /** Of each cluster. */
  static final int KEPT = 1000;

  /** Inserts those that are not there yet, and deletes the oldest where there are too many. */
  void insertNew(Handle handle, List<ClusterTransition> transitions) {
    if (transitions.isEmpty()) {
      return;
    }
    Set<String> known = known(handle, transitions);
    Set<ClusterName> clusters = new LinkedHashSet<>();
    for (ClusterTransition transition : transitions) {
      if (known.add(transition.id())) {
        insert(handle, transition);
        clusters.add(transition.cluster());
      }
    }
    clusters.forEach(cluster -> trim(handle, cluster));
  }

  private static Set<String> known(Handle handle, List<ClusterTransition> transitions) {
    return new HashSet<>(
        handle
            .createQuery("SELECT id FROM cluster_transition WHERE id IN (<ids>)")
            .bindList("ids", transitions.stream().map(ClusterTransition::id).toList())
            .mapTo(String.class)
            .list());
  }

  private static void insert(Handle handle, ClusterTransition transition) {
    handle
        .createUpdate(
            "INSERT INTO cluster_transition"
                + " (id, cluster_name, from_state, to_state, changed_at, reason, replica)"
                + " VALUES (:id, :cluster, :from, :to, :at, :reason, :replica)")
        .bind("id", transition.id())
        .bind("cluster", transition.cluster().value())
        .bind("from", transition.from().name())
        .bind("to", transition.to().name())
        .bind("at", Micros.of(transition.at()))
        // A reason quotes what clusters answer, and PostgreSQL takes no NUL.
        .bind("reason", transition.reason().replace('\u0000', '\uFFFD'))
        .bind("replica", transition.replica())
        .execute();
  }

  private static void trim(Handle handle, ClusterName cluster) {
    Optional<String> newestTooOld =
        handle
            .createQuery(
                "SELECT id FROM cluster_transition WHERE cluster_name = :cluster"
                    + " ORDER BY id DESC LIMIT 1 OFFSET :kept")
            .bind("cluster", cluster.value())
            .bind("kept", KEPT)
            .mapTo(String.class)
            .findOne();
    newestTooOld.ifPresent(id ->
        handle
            .createUpdate(
                "DELETE FROM cluster_transition WHERE cluster_name = :cluster AND id <= :id")
            .bind("cluster", cluster.value())
            .bind("id", id)
            .execute());
  }

  List<KeptTransition> list(
      Handle handle, ClusterName cluster, Optional<String> before, int limit) {
    String older = before.isPresent() ? " AND id < :before" : "";
    var query =
        handle
            .createQuery(
                "SELECT * FROM cluster_transition WHERE cluster_name = :cluster"
                    + older
                    + " ORDER BY id DESC LIMIT :limit")
            .bind("cluster", cluster.value())
            .bind("limit", limit);
    before.ifPresent(id -> query.bind("before", id));
    return query.map((row, _) -> kept(row)).list();
  }

  private static KeptTransition kept(ResultSet row) throws SQLException {
    return new KeptTransition(
        row.getString("id"),
        new ClusterTransition(
            new ClusterName(row.getString("cluster_name")),
            ClusterState.valueOf(row.getString("from_state")),
            ClusterState.valueOf(row.getString("to_state")),
            Micros.toInstant(row.getLong("changed_at")),
            row.getString("reason"),
            row.getString("replica")));
  }
}

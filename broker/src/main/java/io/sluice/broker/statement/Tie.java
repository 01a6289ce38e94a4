package io.sluice.broker.statement;

import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.query.TransactionId;
import io.sluice.rules.fact.Query;
import io.sluice.rules.sql.KilledQuery;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlContext;
import java.util.Optional;

/**
 * What leaves a statement no choice of clusters, whatever rules say of it: its transaction, the
 * query that it kills, or that it is one that a cluster has taken before.
 *
 * @param cluster the one cluster that can do it
 * @param because why, as the decision tells it
 */
record Tie(FleetCluster cluster, String because) {
  private static final String CALL = "CALL";

  /**
   * The tie of a statement, if it has one and its owner is known. May block.
   *
   * @param given the id that the client has chosen; the same again is the same statement
   */
  static Optional<Tie> of(
      Affinity affinity,
      Query query,
      PreparedStatements prepared,
      Decided decided,
      Optional<QueryId> given)
      throws InterruptedException {
    Optional<Tie> again =
        given.flatMap(affinity::taken).map(owner -> new Tie(owner, "has taken this query before"));
    if (again.isPresent()) {
      return again;
    }
    if (!query.transaction().isEmpty()) {
      return affinity
          .locate(new TransactionId(query.transaction()))
          .map(owner -> new Tie(owner, "owns transaction " + query.transaction()));
    }
    if (!decided.sql().type().equals(CALL)) {
      return Optional.empty();
    }
    Optional<QueryId> killed =
        KilledQuery.id(
                decided.sql().text(), new SqlContext(query.catalog(), query.schema(), prepared))
            .map(QueryId::new)
            .filter(id -> id.coordinator().isPresent());
    if (killed.isEmpty()) {
      return Optional.empty();
    }
    Optional<FleetCluster> known = affinity.known(killed.get());
    return (known.isPresent() ? known : affinity.locate(killed.get()))
        .filter(owner -> owner.dialect().filter(query.dialect()::equals).isPresent())
        .map(owner ->
            new Tie(owner, "owns query %s, which is to be killed".formatted(killed.get())));
  }
}

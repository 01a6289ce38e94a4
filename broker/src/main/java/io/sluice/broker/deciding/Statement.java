package io.sluice.broker.deciding;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Usage;
import io.sluice.rules.sql.PreparedStatements;
import java.util.List;

/**
 * A statement as it is to be decided.
 *
 * @param text its SQL
 * @param query who asks, and how
 * @param preparedStatements the client's prepared statements
 * @param moment when
 * @param usages what the user and the user's teams have used up
 * @param groups the load of the groups
 * @param clusters the load of the clusters
 */
public record Statement(
    String text,
    Query query,
    PreparedStatements preparedStatements,
    Moment moment,
    List<Usage> usages,
    List<Group> groups,
    List<Cluster> clusters) {
  public Statement {
    usages = List.copyOf(usages);
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }
}

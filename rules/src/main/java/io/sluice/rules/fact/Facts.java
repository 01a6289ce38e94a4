package io.sluice.rules.fact;

import java.util.List;

/**
 * All that a rule set sees of one statement.
 *
 * @param query who asks, and how
 * @param sql what the text says
 * @param moment when
 * @param groups the fleet's groups; the same list instance for as long as nothing in it changed
 * @param clusters the fleet's clusters; the same list instance for as long as nothing in it changed
 */
public record Facts(
    Query query, Sql sql, Moment moment, List<Group> groups, List<Cluster> clusters) {

  public Facts {
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }
}

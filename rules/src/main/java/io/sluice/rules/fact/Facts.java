package io.sluice.rules.fact;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a rule set sees of one statement.
 *
 * @param query who asks, and how
 * @param sql what the text says
 * @param moment when
 * @param usages what the user and the user's teams have used up
 * @param learned what earlier runs of the same statement have cost
 * @param groups the fleet's groups; the same list instance for as long as nothing in it changed
 * @param clusters the fleet's clusters; the same list instance for as long as nothing in it changed
 */
public record Facts(
    Query query,
    Sql sql,
    Moment moment,
    List<Usage> usages,
    Learned learned,
    List<Group> groups,
    List<Cluster> clusters) {

  public Facts {
    usages = List.copyOf(usages);
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }

  /** Facts of somebody who has used nothing up, with a statement that never ran before. */
  public Facts(Query query, Sql sql, Moment moment, List<Group> groups, List<Cluster> clusters) {
    this(query, sql, moment, List.of(), Learned.NOTHING, groups, clusters);
  }

  /** What the statement brings: each fact of its own, in the form that rules see. */
  public List<Object> ofStatement() {
    var all = new ArrayList<Object>(List.of(query, sql, moment, learned));
    all.addAll(usages);
    query.clientTags().forEach(tag -> all.add(new Tag(tag)));
    query.groups().forEach(team -> all.add(new Team(team)));
    sql.tables().forEach(table -> all.add(Table.of(table)));
    return all;
  }
}

package io.sluice.broker.usage;

import io.sluice.broker.query.Asker;
import io.sluice.rules.fact.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose usage it is.
 *
 * @param kind {@link Usage#USER} or {@link Usage#TEAM}
 * @param name the user's or the team's name
 */
record Subject(String kind, String name) {

  /** All whose usage a query is. */
  static List<Subject> of(Asker asker) {
    var subjects = new ArrayList<Subject>();
    subjects.add(new Subject(Usage.USER, asker.user()));
    asker.teams().forEach(team -> subjects.add(new Subject(Usage.TEAM, team)));
    return subjects;
  }
}

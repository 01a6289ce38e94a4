package io.sluice.broker.usage;

import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Usage;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tells what users and teams have used up. */
@FunctionalInterface
public interface Usages {
  /** Nobody has used anything up. */
  Usages NONE = Usage::none;

  /**
   * The usage of one user or team. Called on the way of every statement: must answer from memory.
   *
   * @param kind {@link Usage#USER} or {@link Usage#TEAM}
   */
  Usage of(String kind, String name);

  /** The facts of a statement: the user's usage, then one for each team in the order of names. */
  default List<Usage> of(Query query) {
    return Stream.concat(
            Stream.of(of(Usage.USER, query.user())),
            new TreeSet<>(query.groups()).stream().map(team -> of(Usage.TEAM, team)))
        .toList();
  }
}

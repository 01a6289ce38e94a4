package io.sluice.broker.teams;

import java.util.Set;

/** The group provider: tells to which teams a user belongs. */
@FunctionalInterface
public interface UserGroups {
  /** Nobody belongs to a team. */
  UserGroups NONE = user -> Set.of();

  /**
   * The teams of a user, in the order of their names; none when the user has none. Called on the
   * way of every statement: must answer from memory.
   */
  Set<String> teamsOf(String user);
}

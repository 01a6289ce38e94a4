package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.rules.fact.GroupName;
import java.util.function.Predicate;

/**
 * Which of a group's clusters are to be offered a statement only after the others: the side of a
 * switch that was not drawn. Never waits.
 */
@FunctionalInterface
public interface Sides {
  /** All clusters are equal. */
  Sides NONE = (_, _) -> _ -> false;

  /**
   * The clusters that come second for one new statement; ask once for each.
   *
   * @param group the group through which they come into question
   * @param user who asks
   */
  Predicate<ClusterSpec> second(GroupName group, String user);
}

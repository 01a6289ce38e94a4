package io.sluice.broker.fleet;

import io.sluice.rules.fact.GroupName;
import java.util.List;

/**
 * What an operator says of a group.
 *
 * @param name its name
 * @param selection the policy that picks among its clusters
 * @param fallback groups to try when none of its clusters can take a statement, in order
 */
public record GroupSpec(GroupName name, String selection, List<GroupName> fallback) {
  public GroupSpec {
    fallback = List.copyOf(fallback);
  }
}

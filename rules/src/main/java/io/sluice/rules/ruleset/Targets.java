package io.sluice.rules.ruleset;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.Set;

/**
 * What rules may name: the groups and clusters that exist.
 *
 * @param groups all groups
 * @param clusters all clusters
 */
public record Targets(Set<GroupName> groups, Set<ClusterName> clusters) {
  public Targets {
    groups = Set.copyOf(groups);
    clusters = Set.copyOf(clusters);
  }
}

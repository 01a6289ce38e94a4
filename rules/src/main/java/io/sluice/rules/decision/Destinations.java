package io.sluice.rules.decision;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The groups and clusters that a word may name while rules are evaluated. Immutable and made for
 * look-ups by the text a rule says: no name is parsed per statement.
 */
public final class Destinations {
  private final Map<String, GroupName> groups = new HashMap<>();
  private final Map<String, ClusterName> clusters = new HashMap<>();
  private final Map<ClusterName, GroupName> homes;

  /**
   * @param groups all groups
   * @param clusters all clusters
   * @param homes the group of each cluster, as far as it is known
   */
  public Destinations(
      Set<GroupName> groups, Set<ClusterName> clusters, Map<ClusterName, GroupName> homes) {
    groups.forEach(group -> this.groups.put(group.value(), group));
    clusters.forEach(cluster -> this.clusters.put(cluster.value(), cluster));
    this.homes = Map.copyOf(homes);
  }

  Optional<GroupName> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  Optional<ClusterName> cluster(String name) {
    return Optional.ofNullable(clusters.get(name));
  }

  Optional<GroupName> homeOf(ClusterName cluster) {
    return Optional.ofNullable(homes.get(cluster));
  }
}

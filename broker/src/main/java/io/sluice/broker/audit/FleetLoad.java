package io.sluice.broker.audit;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import java.util.List;

/**
 * The load of all groups and clusters at one moment.
 *
 * @param groups the groups
 * @param clusters the clusters
 */
public record FleetLoad(List<Group> groups, List<Cluster> clusters) {
  public FleetLoad {
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }
}

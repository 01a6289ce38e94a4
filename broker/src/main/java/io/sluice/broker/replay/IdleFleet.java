package io.sluice.broker.replay;

import io.sluice.broker.audit.FleetLoad;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import java.util.List;

/**
 * The fleet as if all of it were up and nothing ran on it: what rules see of decisions without a
 * record of the fleet.
 */
public final class IdleFleet {
  private static final String HEALTHY = "HEALTHY";

  private IdleFleet() {}

  /** The same groups and clusters, without load. */
  public static FleetLoad like(FleetLoad fleet) {
    List<Group> groups =
        fleet.groups().stream()
            .map(group ->
                new Group(
                    group.name(), group.clusters(), group.clusters(), 0, 0, group.capacity(), 0))
            .toList();
    List<Cluster> clusters = fleet.clusters().stream().map(IdleFleet::idle).toList();
    return new FleetLoad(groups, clusters);
  }

  private static Cluster idle(Cluster cluster) {
    return new Cluster(
        cluster.name(),
        cluster.group(),
        HEALTHY,
        cluster.version(),
        cluster.location(),
        cluster.labels(),
        cluster.catalogs(),
        0,
        0,
        0,
        cluster.workers(),
        0,
        0);
  }
}

package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.ruleset.Targets;
import java.util.List;
import java.util.stream.Collectors;

/** The groups and clusters that a configuration file names. */
public record ConfiguredFleet(List<GroupSpec> groups, List<ClusterSpec> clusters) {
  public ConfiguredFleet {
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }

  public static ConfiguredFleet of(BrokerConfig config) {
    return new ConfiguredFleet(config.groups(), config.clusters());
  }

  /** What rules may name in a fleet of just these. */
  public Targets targets() {
    return new Targets(
        groups.stream().map(GroupSpec::name).collect(Collectors.toSet()),
        clusters.stream().map(ClusterSpec::name).collect(Collectors.toSet()));
  }
}

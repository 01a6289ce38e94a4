package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.config.BrokerConfig;
import java.util.List;

/** The groups and clusters that a configuration file names. */
public record ConfiguredFleet(List<GroupSpec> groups, List<ClusterSpec> clusters) {
  public ConfiguredFleet {
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
  }

  public static ConfiguredFleet of(BrokerConfig config) {
    return new ConfiguredFleet(config.groups(), config.clusters());
  }
}

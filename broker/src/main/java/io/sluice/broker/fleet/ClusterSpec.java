package io.sluice.broker.fleet;

import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.Map;

/**
 * What an operator says of a cluster.
 *
 * @param name its name
 * @param group the group it belongs to
 * @param url where its coordinator listens
 * @param dialect which engine family it is of
 * @param location where it stands; free text
 * @param labels free labels for rules
 * @param weight its share beside others of the group; from 1
 * @param capacity how many queries it may run at once; from 1
 */
public record ClusterSpec(
    ClusterName name,
    GroupName group,
    URI url,
    Dialect dialect,
    String location,
    Map<String, String> labels,
    int weight,
    int capacity) {
  public ClusterSpec {
    labels = Map.copyOf(labels);
    if (weight < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "cluster %s: weight %d, capacity %d (expected: 1 or more)"
              .formatted(name, weight, capacity));
    }
    ClusterAddress.of(url);
  }

  ClusterAddress address() {
    return ClusterAddress.of(url);
  }
}

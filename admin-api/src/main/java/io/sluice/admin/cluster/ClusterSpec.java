package io.sluice.admin.cluster;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.Map;

/**
 * What an operator says of a cluster; the broker learns the rest.
 *
 * @param name its name
 * @param url where its coordinator answers: http or https, a host, no query and no fragment
 * @param dialect which headers it speaks
 * @param group the group that it belongs to
 * @param location where it stands; empty when nobody said
 * @param labels free labels for rules
 * @param weight its share of a group's statements in relation to the others, from 1
 * @param capacity how many queries it may run at once, from 1
 */
public record ClusterSpec(
    ClusterName name,
    URI url,
    Dialect dialect,
    GroupName group,
    String location,
    Map<String, String> labels,
    int weight,
    int capacity) {

  /** The weight of a cluster whose operator named none. */
  public static final int DEFAULT_WEIGHT = 1;

  /** The capacity of a cluster whose operator named none. */
  public static final int DEFAULT_CAPACITY = 50;

  public ClusterSpec {
    labels = Map.copyOf(labels);
    if (weight < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "cluster %s: weight %d, capacity %d (expected: both from 1)"
              .formatted(name, weight, capacity));
    }
  }
}

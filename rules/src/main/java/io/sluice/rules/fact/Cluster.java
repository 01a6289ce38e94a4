package io.sluice.rules.fact;

import java.util.Map;
import java.util.Set;

/**
 * The state and load of one cluster, as the last probe and the broker's own traffic tell them.
 *
 * @param name the cluster's name
 * @param group its group
 * @param state STARTING, HEALTHY, DEGRADED, UNHEALTHY, DRAINING, DRAINED or INACTIVE
 * @param version the engine's version; empty while unknown
 * @param location where it stands, as configured
 * @param labels free labels, as configured
 * @param catalogs its catalogs; empty while unknown
 * @param running queries running
 * @param queued queries queued
 * @param blocked queries blocked
 * @param workers workers that are up
 * @param cpuUtilisation 0 to 1; 0 while unknown
 * @param memoryUtilisation 0 to 1; 0 while unknown
 */
public record Cluster(
    String name,
    String group,
    String state,
    String version,
    String location,
    Map<String, String> labels,
    Set<String> catalogs,
    int running,
    int queued,
    int blocked,
    int workers,
    double cpuUtilisation,
    double memoryUtilisation) {

  public Cluster {
    labels = Map.copyOf(labels);
    catalogs = Set.copyOf(catalogs);
  }
}

package io.sluice.broker.config;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One cluster as the configuration file knows it.
 *
 * @param name its name, unique in the file
 * @param group its group
 * @param url scheme, host and port of its coordinator: no path, no slash at the end
 * @param dialect its engine family
 * @param location where it stands; free text for rules and readers
 * @param labels free labels for rules, in the order of the file
 * @param weight how much more than its capacity says it should get
 * @param capacity how many queries it is good for at once
 */
public record ClusterConfig(
    ClusterName name,
    GroupName group,
    URI url,
    Dialect dialect,
    String location,
    Map<String, String> labels,
    int weight,
    int capacity) {
  public ClusterConfig {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}

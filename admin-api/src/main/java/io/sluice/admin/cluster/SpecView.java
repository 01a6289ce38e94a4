package io.sluice.admin.cluster;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator said of a cluster, as it is shown: everything but credentials.
 *
 * @param dialect which headers it speaks, said or found out; empty while unknown
 * @param group its home
 * @param weight its weight there
 */
public record SpecView(
    ClusterName name,
    URI url,
    Optional<Dialect> dialect,
    GroupName group,
    int weight,
    String location,
    Map<String, String> labels,
    int capacity) {

  /** As {@code spec} says, of a cluster that speaks {@code dialect}. */
  public static SpecView of(ClusterSpec spec, Optional<Dialect> dialect) {
    Membership home = spec.memberships().getFirst();
    return new SpecView(
        spec.name(),
        spec.url(),
        dialect,
        home.group(),
        home.weight(),
        spec.location(),
        spec.labels(),
        spec.capacity());
  }
}

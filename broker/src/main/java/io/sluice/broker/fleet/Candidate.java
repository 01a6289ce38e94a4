package io.sluice.broker.fleet;

import io.sluice.rules.fact.GroupName;
import java.util.Optional;

/**
 * A cluster that was looked at for a statement.
 *
 * @param cluster the cluster
 * @param group the group through which it came into question
 * @param excluded why it can't take the statement; empty when it can
 * @param beyond which thresholds of the group it is beyond, so that it comes after all others;
 *     empty when none
 */
public record Candidate(
    FleetCluster cluster, GroupName group, Optional<String> excluded, String beyond) {

  /** One that comes into question without any choice. */
  public static Candidate only(FleetCluster cluster) {
    return new Candidate(cluster, cluster.spec().home(), Optional.empty(), "");
  }

  static Candidate eligible(FleetCluster cluster, GroupName group, String beyond) {
    return new Candidate(cluster, group, Optional.empty(), beyond);
  }

  static Candidate excluded(FleetCluster cluster, GroupName group, String reason) {
    return new Candidate(cluster, group, Optional.of(reason), "");
  }

  /** The same cluster as one that can't take the statement. */
  public Candidate leftOut(String why) {
    return excluded(cluster, group, why);
  }

  /** Why not; or, of one that can take it, why so late; else empty. */
  public String reason() {
    return excluded.orElse(beyond);
  }
}

package io.sluice.broker.config;

import io.sluice.rules.fact.GroupName;
import java.util.List;

/**
 * One group of clusters.
 *
 * @param name its name
 * @param select the policy that picks one of its clusters, one of {@link
 *     io.sluice.rules.decision.SelectionPolicies}
 * @param fallback the groups to try, in this order, when none of its own clusters can take it
 */
public record GroupConfig(GroupName name, String select, List<GroupName> fallback) {
  /** How clusters are picked where nobody has said anything. */
  static final String USUAL_POLICY = "least-loaded";

  public GroupConfig {
    fallback = List.copyOf(fallback);
  }

  /** What a group is that only a cluster names. */
  static GroupConfig unlisted(GroupName name) {
    return new GroupConfig(name, USUAL_POLICY, List.of());
  }
}

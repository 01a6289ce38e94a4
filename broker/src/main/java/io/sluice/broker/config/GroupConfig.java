package io.sluice.broker.config;

import io.sluice.rules.fact.GroupName;
import java.util.List;

/**
 * One group of clusters.
 *
 * @param name its name
 * @param select how one of its clusters is picked
 * @param fallback the groups to try, in this order, when none of its own clusters can take it
 */
public record GroupConfig(GroupName name, Selection select, List<GroupName> fallback) {
  public GroupConfig {
    fallback = List.copyOf(fallback);
  }

  /** What a group is that only a cluster names. */
  static GroupConfig unlisted(GroupName name) {
    return new GroupConfig(name, Selection.LEAST_LOADED, List.of());
  }
}

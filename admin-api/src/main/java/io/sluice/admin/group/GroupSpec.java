package io.sluice.admin.group;

import io.sluice.rules.fact.GroupName;
import java.util.List;

/**
 * What an operator says of a group.
 *
 * @param name its name
 * @param selection how one of its clusters is picked, unless a rule says otherwise
 * @param fallback groups to try, in this order, when none of its own clusters takes a statement
 * @param thresholds how busy its clusters may be
 */
public record GroupSpec(
    GroupName name, String selection, List<GroupName> fallback, Thresholds thresholds) {
  /** How a cluster is picked where nobody said. */
  public static final String DEFAULT_SELECTION = "least-loaded";

  public GroupSpec {
    fallback = List.copyOf(fallback);
  }

  /** What a group is of which nobody said anything. */
  public static GroupSpec of(GroupName name) {
    return new GroupSpec(name, DEFAULT_SELECTION, List.of(), Thresholds.NONE);
  }
}

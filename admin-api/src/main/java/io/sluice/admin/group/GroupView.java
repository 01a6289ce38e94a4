package io.sluice.admin.group;

import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A group as it is now. What an operator says of it can be sent back as it stands here.
 *
 * @param name its name
 * @param select the selection policy, such as {@code least-loaded}
 * @param fallback groups that take its statements while it has no cluster for them, in order
 * @param maxQueued with more queries queued, a cluster comes after less busy ones
 * @param maxRunning the same with more queries running
 * @param maxCpu the same with more of its CPUs in use, 0 to 1
 * @param defaultGroup whether statements that no rule routed go here
 * @param clusters its clusters by name
 * @param available how many of them take statements
 * @param running queries running on the available ones
 * @param queued queries queued on the available ones
 * @param capacity how many queries the available ones may run at once
 * @param utilisation running plus queued over capacity, 0 to 1; 1 when nothing is available
 * @param etag names the state of what an operator can change; without quotes
 */
public record GroupView(
    GroupName name,
    String select,
    List<GroupName> fallback,
    OptionalInt maxQueued,
    OptionalInt maxRunning,
    OptionalDouble maxCpu,
    boolean defaultGroup,
    List<GroupMember> clusters,
    int available,
    int running,
    int queued,
    int capacity,
    double utilisation,
    String etag) {
  public GroupView {
    fallback = List.copyOf(fallback);
    clusters = List.copyOf(clusters);
  }
}

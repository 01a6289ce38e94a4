package io.sluice.admin.trial;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupMember;
import io.sluice.admin.group.GroupView;
import io.sluice.admin.group.Groups;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/** Two groups that never change. */
final class GroupsInMemory implements Groups {
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final GroupName OVERFLOW = new GroupName("overflow");

  @Override
  public List<GroupView> list() {
    GroupMember member = new GroupMember(new ClusterName("adhoc-1"), ClusterState.HEALTHY);
    return List.of(
        new GroupView(
            ADHOC, "least-loaded", List.of(OVERFLOW), true, List.of(member), 1, 3, 2, 50, 0.1),
        new GroupView(OVERFLOW, "round-robin", List.of(), false, List.of(), 0, 0, 0, 0, 1));
  }

  @Override
  public Optional<GroupView> find(GroupName name) {
    return list().stream().filter(group -> group.name().equals(name)).findFirst();
  }
}

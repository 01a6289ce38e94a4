package io.sluice.broker.operate;

import io.sluice.admin.group.GroupMember;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.GroupView;
import io.sluice.admin.group.Groups;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The groups as operators see them. */
public final class GroupOperations implements Groups {
  private final Fleet fleet;
  private final FleetFacts facts;

  public GroupOperations(Fleet fleet, FleetFacts facts) {
    this.fleet = fleet;
    this.facts = facts;
  }

  @Override
  public List<GroupView> list() {
    return fleet.groups().stream()
        .sorted(Comparator.comparing(GroupSpec::name))
        .map(this::view)
        .toList();
  }

  @Override
  public Optional<GroupView> find(GroupName name) {
    return fleet.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .map(this::view);
  }

  private GroupView view(GroupSpec spec) {
    Group load = facts.group(spec);
    return new GroupView(
        spec.name(),
        spec.selection(),
        spec.fallback(),
        spec.name().equals(fleet.defaultGroup()),
        fleet.clustersOf(spec.name()).stream()
            .map(cluster -> new GroupMember(cluster.name(), cluster.state()))
            .toList(),
        load.available(),
        load.running(),
        load.queued(),
        load.capacity(),
        load.utilisation());
  }
}

package io.sluice.broker.config;

import io.sluice.admin.cluster.Membership;
import io.sluice.broker.config.Section.Located;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that say which groups a cluster serves: {@code group} with its {@code weight} and {@code
 * priority}, or {@code groups}. Both may stand together when they agree; then {@code group} tells
 * which one is its home.
 */
final class MembershipLayout {
  private static final Kind<Integer> WEIGHT = Kind.number(1, Membership.MAX_WEIGHT);
  private static final Kind<Integer> PRIORITY = Kind.number(0, Membership.MAX_PRIORITY);

  private final Problems problems;
  private final GroupNames groupNames;

  MembershipLayout(Problems problems, GroupNames groupNames) {
    this.problems = problems;
    this.groupNames = groupNames;
  }

  /** The groups, the home first; none when something is wrong. */
  List<Membership> read(Section cluster) {
    Kind<GroupName> name = Kind.name(GroupName::new);
    boolean isLong = cluster.hasMapping("groups");
    Optional<Located<GroupName>> group =
        isLong ? cluster.located("group", name) : cluster.required("group", name);
    Optional<Located<Integer>> weight = cluster.located("weight", WEIGHT);
    Optional<Located<Integer>> priority = cluster.located("priority", PRIORITY);
    List<Membership> all = listed(cluster.section("groups"));
    group.map(Located::value).ifPresent(groupNames::use);
    if (!isLong) {
      return group.stream().map(home -> membership(home.value(), weight, priority)).toList();
    }
    if (all.isEmpty()) {
      cluster.complain("groups", "no group", "at least one");
    }
    if (group.isPresent()) {
      return homeFirst(group.get(), weight, priority, all);
    }
    weight
        .or(() -> priority)
        .ifPresent(stray ->
            problems.add(
                stray.at(),
                stray.path(),
                stray.value() + " beside groups",
                "inside the group that it is for, or group beside it"));
    return all;
  }

  private List<Membership> listed(Section groups) {
    var all = new ArrayList<Membership>();
    for (Located<String> key : groups.keys()) {
      Section share = groups.section(key.value());
      Optional<Located<Integer>> weight = share.located("weight", WEIGHT);
      Optional<Located<Integer>> priority = share.located("priority", PRIORITY);
      groupNames
          .parsed(key)
          .ifPresent(name -> {
            groupNames.use(name);
            all.add(membership(name, weight, priority));
          });
    }
    return all;
  }

  private List<Membership> homeFirst(
      Located<GroupName> home,
      Optional<Located<Integer>> weight,
      Optional<Located<Integer>> priority,
      List<Membership> all) {
    Optional<Membership> there =
        all.stream().filter(it -> it.group().equals(home.value())).findFirst();
    if (there.isEmpty()) {
      problems.add(
          home.at(), home.path(), home.value().value(), "one of groups, or groups without group");
      return List.of();
    }
    weight.ifPresent(said -> refuseOther(said, there.get().weight()));
    priority.ifPresent(said -> refuseOther(said, there.get().priority()));
    var ordered = new ArrayList<Membership>(all);
    ordered.remove(there.get());
    ordered.addFirst(there.get());
    return ordered;
  }

  private void refuseOther(Located<Integer> said, int there) {
    if (said.value() != there) {
      problems.add(
          said.at(), said.path(), said.value().toString(), there + ", as groups says, or left out");
    }
  }

  private static Membership membership(
      GroupName group, Optional<Located<Integer>> weight, Optional<Located<Integer>> priority) {
    return new Membership(
        group,
        weight.map(Located::value).orElse(Membership.DEFAULT_WEIGHT),
        priority.map(Located::value).orElse(0));
  }
}

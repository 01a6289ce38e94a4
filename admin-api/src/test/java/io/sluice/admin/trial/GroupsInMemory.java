package io.sluice.admin.trial;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupChange;
import io.sluice.admin.group.GroupMember;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.GroupView;
import io.sluice.admin.group.Groups;
import io.sluice.admin.group.Thresholds;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Groups that keep the contract of the port; two are there from the beginning. */
public final class GroupsInMemory implements Groups {
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final GroupName OVERFLOW = new GroupName("overflow");

  private final Map<GroupName, GroupSpec> specs = new TreeMap<>();
  private final Map<GroupName, Integer> versions = new TreeMap<>();

  public GroupsInMemory() {
    put(new GroupSpec(ADHOC, "least-loaded", List.of(OVERFLOW), Thresholds.NONE));
    put(new GroupSpec(OVERFLOW, "round-robin", List.of(), Thresholds.NONE));
  }

  private void put(GroupSpec spec) {
    specs.put(spec.name(), spec);
    versions.merge(spec.name(), 1, Integer::sum);
  }

  @Override
  public synchronized List<GroupView> list() {
    return specs.values().stream().map(this::view).toList();
  }

  @Override
  public synchronized Optional<GroupView> find(GroupName name) {
    return Optional.ofNullable(specs.get(name)).map(this::view);
  }

  @Override
  public synchronized GroupChange create(GroupSpec spec, String who) {
    return specs.containsKey(spec.name()) ? new GroupChange.AlreadyExists() : stored(spec);
  }

  @Override
  public synchronized GroupChange replace(GroupSpec spec, Precondition precondition, String who) {
    return change(spec.name(), precondition, _ -> stored(spec));
  }

  @Override
  public synchronized GroupChange delete(GroupName name, Precondition precondition, String who) {
    return change(
        name,
        precondition,
        was -> {
          if (name.equals(ADHOC)) {
            return new GroupChange.Refused("group adhoc: the default group (expected: another)");
          }
          specs.remove(name);
          return new GroupChange.Done(was);
        });
  }

  private GroupChange change(
      GroupName name, Precondition precondition, Function<GroupView, GroupChange> change) {
    Optional<GroupView> was = find(name);
    if (was.isEmpty()) {
      return new GroupChange.NotFound();
    }
    return precondition.admits(was.get().etag())
        ? change.apply(was.get())
        : new GroupChange.Stale(was.get().etag());
  }

  private GroupChange stored(GroupSpec spec) {
    List<FieldProblem> unknown =
        IntStream.range(0, spec.fallback().size())
            .filter(index -> !specs.containsKey(spec.fallback().get(index)))
            .mapToObj(index ->
                new FieldProblem("fallback[%d]".formatted(index), "no such group (expected: one)"))
            .toList();
    if (!unknown.isEmpty()) {
      return new GroupChange.Invalid(unknown);
    }
    put(spec);
    return new GroupChange.Done(view(spec));
  }

  private GroupView view(GroupSpec spec) {
    boolean first = spec.name().equals(ADHOC);
    GroupMember member = new GroupMember(new ClusterName("adhoc-1"), ClusterState.HEALTHY);
    return new GroupView(
        spec.name(),
        spec.selection(),
        spec.fallback(),
        spec.thresholds().maxQueued(),
        spec.thresholds().maxRunning(),
        spec.thresholds().maxCpu(),
        first,
        first ? List.of(member) : List.of(),
        first ? 1 : 0,
        first ? 3 : 0,
        first ? 2 : 0,
        first ? 50 : 0,
        first ? 0.1 : 1,
        "v" + versions.get(spec.name()));
  }
}

package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.rollout.GroupSwitches;
import io.sluice.admin.rollout.SwitchChange;
import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.admin.rollout.SwitchState;
import io.sluice.admin.rollout.SwitchView;
import io.sluice.admin.rollout.SwitchView.SideView;
import io.sluice.admin.wire.TimeSpan;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.rollout.Rollout;
import io.sluice.broker.rollout.Rollouts;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The switches of groups as operators see and change them. */
public final class SwitchOperations implements GroupSwitches {
  private final Fleet fleet;
  private final Rollouts rollouts;
  private final InstantSource clock;

  public SwitchOperations(Fleet fleet, Rollouts rollouts, InstantSource clock) {
    this.fleet = fleet;
    this.rollouts = rollouts;
    this.clock = clock;
  }

  @Override
  public Optional<SwitchView> find(GroupName group) {
    return storing(() -> rollouts.find(group).map(this::view));
  }

  @Override
  public SwitchChange start(GroupName group, SwitchSpec spec, String who) {
    if (fleet.groups().stream().noneMatch(known -> known.name().equals(group))) {
      return new SwitchChange.NoGroup();
    }
    List<FieldProblem> problems = problems(group, spec);
    if (!problems.isEmpty()) {
      return new SwitchChange.Invalid(problems);
    }
    return storing(() ->
        rollouts
            .begin(group, spec, who)
            .<SwitchChange>map(begun -> new SwitchChange.Done(view(begun)))
            .orElseGet(() ->
                new SwitchChange.Refused(
                    "group %s: has a switch already (expected: none; DELETE ends it)"
                        .formatted(group))));
  }

  private List<FieldProblem> problems(GroupName group, SwitchSpec spec) {
    List<ClusterSpec> clusters = fleet.clustersOf(group).stream().map(FleetCluster::spec).toList();
    var problems = new ArrayList<FieldProblem>();
    if (clusters.stream().noneMatch(spec.from()::has)) {
      problems.add(nobody("from", spec.from().toString(), group));
    }
    if (clusters.stream().noneMatch(spec.to()::has)) {
      problems.add(nobody("to", spec.to().toString(), group));
    }
    List<String> both =
        clusters.stream()
            .filter(cluster -> spec.from().has(cluster) && spec.to().has(cluster))
            .map(cluster -> cluster.name().value())
            .toList();
    if (!both.isEmpty()) {
      problems.add(
          new FieldProblem(
              "to", "%s (expected: clusters that 'from' does not have)".formatted(both)));
    }
    return problems;
  }

  private static FieldProblem nobody(String field, String side, GroupName group) {
    return new FieldProblem(
        field, "%s (expected: at least one cluster of group %s)".formatted(side, group));
  }

  @Override
  public SwitchChange stop(GroupName group, String who) {
    return storing(() -> {
      if (rollouts.find(group).filter(this::isDone).isPresent()) {
        return new SwitchChange.Refused(
            "group %s: its switch is done (expected: one under way; DELETE ends it)"
                .formatted(group));
      }
      return changed(group, rollouts.stop(group, who));
    });
  }

  private boolean isDone(Rollout rollout) {
    return rollout.state(clock.instant()) == SwitchState.DONE;
  }

  @Override
  public SwitchChange resume(GroupName group, String who) {
    return storing(() -> changed(group, rollouts.resume(group, who)));
  }

  @Override
  public SwitchChange end(GroupName group, String who) {
    return storing(() -> changed(group, rollouts.end(group, who)));
  }

  private SwitchChange changed(GroupName group, Optional<Rollout> after) {
    if (after.isPresent()) {
      return new SwitchChange.Done(view(after.get()));
    }
    return rollouts.find(group).isPresent()
        ? new SwitchChange.Refused(
            "the switch of group %s is being changed by others all the time; try again"
                .formatted(group))
        : new SwitchChange.NoSwitch();
  }

  private static <T> T storing(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      throw new UnavailableException("the store can't be reached: " + e.getMessage(), e);
    }
  }

  private SwitchView view(Rollout rollout) {
    Instant now = clock.instant();
    SwitchSpec spec = rollout.spec();
    Rollouts.Counts counts = rollouts.counts(rollout);
    return new SwitchView(
        rollout.group(),
        SideView.of(spec.from()),
        SideView.of(spec.to()),
        TimeSpan.text(spec.over()),
        spec.startPercent(),
        spec.by(),
        rollout.state(now),
        Math.round(rollout.percent(now) * 100) / 100.0,
        rollout.startedAt(),
        rollout.doneAt(now),
        rollout.who(),
        counts.from(),
        counts.to());
  }
}

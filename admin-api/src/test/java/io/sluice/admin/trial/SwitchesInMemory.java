package io.sluice.admin.trial;

import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.rollout.GroupSwitches;
import io.sluice.admin.rollout.SwitchChange;
import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.admin.rollout.SwitchState;
import io.sluice.admin.rollout.SwitchView;
import io.sluice.admin.rollout.SwitchView.SideView;
import io.sluice.admin.wire.TimeSpan;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Switches of the group adhoc that keep the contract of the port, and stand still. */
public final class SwitchesInMemory implements GroupSwitches {
  private final Map<GroupName, SwitchView> running = new HashMap<>();
  private final List<SwitchSpec> specs = new ArrayList<>();

  /** What was begun. */
  public synchronized List<SwitchSpec> specs() {
    return List.copyOf(specs);
  }

  @Override
  public synchronized Optional<SwitchView> find(GroupName group) {
    return Optional.ofNullable(running.get(group));
  }

  @Override
  public synchronized SwitchChange start(GroupName group, SwitchSpec spec, String who) {
    if (!group.value().equals("adhoc")) {
      return new SwitchChange.NoGroup();
    }
    if (running.containsKey(group)) {
      return new SwitchChange.Refused("group adhoc: has a switch (expected: none; DELETE ends it)");
    }
    if (spec.from().equals(spec.to())) {
      return new SwitchChange.Invalid(
          List.of(new FieldProblem("to", spec.to() + " (expected: another side)")));
    }
    specs.add(spec);
    return put(group, spec, SwitchState.RUNNING, who);
  }

  @Override
  public synchronized SwitchChange stop(GroupName group, String who) {
    return state(group, SwitchState.STOPPED, who);
  }

  @Override
  public synchronized SwitchChange resume(GroupName group, String who) {
    return state(group, SwitchState.RUNNING, who);
  }

  @Override
  public synchronized SwitchChange end(GroupName group, String who) {
    return Optional.ofNullable(running.remove(group))
        .<SwitchChange>map(SwitchChange.Done::new)
        .orElseGet(SwitchChange.NoSwitch::new);
  }

  private SwitchChange state(GroupName group, SwitchState state, String who) {
    return running.containsKey(group)
        ? put(group, specs.getLast(), state, who)
        : new SwitchChange.NoSwitch();
  }

  private SwitchChange put(GroupName group, SwitchSpec spec, SwitchState state, String who) {
    var view =
        new SwitchView(
            group,
            SideView.of(spec.from()),
            SideView.of(spec.to()),
            TimeSpan.text(spec.over()),
            spec.startPercent(),
            spec.by(),
            state,
            12.5,
            Samples.AT,
            state == SwitchState.RUNNING ? Optional.of(Samples.AT) : Optional.empty(),
            who,
            7,
            1);
    running.put(group, view);
    return new SwitchChange.Done(view);
  }
}

package io.sluice.admin.rollout;

import io.sluice.rules.fact.GroupName;
import java.util.Optional;

/**
 * Switches of groups, at most one in each. Safe for use by many threads; may block. A change throws
 * {@link io.sluice.admin.problem.UnavailableException} when it can't be stored, and then nothing
 * changed. Each change takes who makes it, for the record of changes.
 */
public interface GroupSwitches {
  Optional<SwitchView> find(GroupName group);

  /** Begins one: Done, NoGroup, Refused while there is one, or Invalid. */
  SwitchChange start(GroupName group, SwitchSpec spec, String who);

  /** Holds it at its percentage: Done, also when it is held already, NoSwitch, or Refused. */
  SwitchChange stop(GroupName group, String who);

  /** Lets it go on from its percentage: Done, also when it does so already, or NoSwitch. */
  SwitchChange resume(GroupName group, String who);

  /** Ends it, so that both sides are equal again: Done or NoSwitch. */
  SwitchChange end(GroupName group, String who);
}

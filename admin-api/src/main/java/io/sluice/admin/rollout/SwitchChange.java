package io.sluice.admin.rollout;

import io.sluice.admin.problem.FieldProblem;
import java.util.List;

/** What came of a change to a switch. */
public sealed interface SwitchChange {
  /**
   * It is done, and stored.
   *
   * @param now the switch after it; of one that was ended, as it was last
   */
  record Done(SwitchView now) implements SwitchChange {}

  /** There is no group of that name. */
  record NoGroup() implements SwitchChange {}

  /** The group has no switch. */
  record NoSwitch() implements SwitchChange {}

  /**
   * It can't be changed in this way now.
   *
   * @param reason why, and what to do instead
   */
  record Refused(String reason) implements SwitchChange {}

  /**
   * The switch makes no sense in this group.
   *
   * @param problems at least one, all that were found
   */
  record Invalid(List<FieldProblem> problems) implements SwitchChange {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}

package io.sluice.admin.group;

import io.sluice.admin.problem.FieldProblem;
import java.util.List;

/** What came of a change to a group. */
public sealed interface GroupChange {

  /**
   * It is done, and stored.
   *
   * @param group the group after it; for a delete, as it was last
   */
  record Done(GroupView group) implements GroupChange {}

  /** There is no group of that name. */
  record NotFound() implements GroupChange {}

  /** There is a group of that name already. */
  record AlreadyExists() implements GroupChange {}

  /**
   * The group was changed since the client read it.
   *
   * @param etag its version now
   */
  record Stale(String etag) implements GroupChange {}

  /**
   * The group can't be changed in this way now.
   *
   * @param reason what stands in the way, and the mend
   */
  record Refused(String reason) implements GroupChange {}

  /**
   * The spec makes no sense in this fleet, such as a fallback that does not exist.
   *
   * @param problems at least one, all that were found
   */
  record Invalid(List<FieldProblem> problems) implements GroupChange {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}

package io.sluice.admin.group;

import io.sluice.admin.precondition.Precondition;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/**
 * The fleet's groups. Safe for use by many threads; may block. A change throws {@link
 * io.sluice.admin.problem.UnavailableException} when it can't be stored, and then nothing changed.
 * Each change takes who makes it, for the record of changes.
 */
public interface Groups {
  /** All groups by name. */
  List<GroupView> list();

  Optional<GroupView> find(GroupName name);

  /** Adds a group: Done, AlreadyExists, Refused or Invalid. */
  GroupChange create(GroupSpec spec, String who);

  /** Puts {@code spec}, which bears the same name, in the place of the one that is there. */
  GroupChange replace(GroupSpec spec, Precondition precondition, String who);

  /** Removes a group that nothing leads to: Done, NotFound, Stale or Refused. */
  GroupChange delete(GroupName name, Precondition precondition, String who);
}

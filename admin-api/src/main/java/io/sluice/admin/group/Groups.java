package io.sluice.admin.group;

import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/** The fleet's groups. Safe for use by many threads. */
public interface Groups {
  /** All groups by name. */
  List<GroupView> list();

  Optional<GroupView> find(GroupName name);
}

package io.sluice.admin.group;

import java.util.List;

/** All groups, as GET answers them. */
record GroupList(List<GroupView> groups) {
  GroupList {
    groups = List.copyOf(groups);
  }
}

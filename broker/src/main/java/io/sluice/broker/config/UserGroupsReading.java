package io.sluice.broker.config;

import java.util.List;

/** What came of reading a file of user groups. */
public sealed interface UserGroupsReading {

  /** It can be used. */
  record Valid(UserGroupsFile file) implements UserGroupsReading {}

  /** It can't be used. */
  record Invalid(List<ConfigProblem> problems) implements UserGroupsReading {

    /**
     * @param problems all that is wrong, in the order of the file; at least one
     */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}

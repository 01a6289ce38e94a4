package io.sluice.broker.config;

import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file of user groups says. A user has the teams of all entries that fit.
 *
 * @param users the teams of users by their full names
 * @param globs the teams of users whose names fit a glob, in which {@code *} stands for any letters
 *     and {@code ?} for one
 * @param regexes the teams of users whose whole names fit a pattern
 */
public record UserGroupsFile(
    Map<String, Set<String>> users, Map<String, Set<String>> globs, List<Regex> regexes) {

  /** A pattern whose matching takes linear time, and the teams of those whom it fits. */
  public record Regex(Pattern pattern, Set<String> teams) {
    public Regex {
      teams = Set.copyOf(teams);
    }
  }

  public UserGroupsFile {
    users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    globs = Collections.unmodifiableMap(new LinkedHashMap<>(globs));
    regexes = List.copyOf(regexes);
  }
}

package io.sluice.broker.teams;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.broker.config.UserGroupsFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The teams that one content of a file gives. Patterns are tried once for each user and the result
 * is kept, so that the number of patterns costs a user's first statement only.
 *
 * <p>Safe for use by many threads.
 */
public final class WrittenTeams implements UserGroups {
  private static final int MAX_USERS = 100_000;

  /** Users choose their names; what is longer than any real one is not worth a pattern. */
  private static final int LONGEST_NAME = 255;

  private final Map<String, Set<String>> users;
  private final Map<Glob, Set<String>> globs = new LinkedHashMap<>();
  private final UserGroupsFile file;
  private final Cache<String, Set<String>> known =
      Caffeine.newBuilder().maximumSize(MAX_USERS).executor(Runnable::run).build();

  public WrittenTeams(UserGroupsFile file) {
    this.file = file;
    this.users = file.users();
    file.globs().forEach((glob, teams) -> globs.put(new Glob(glob), teams));
  }

  @Override
  public Set<String> teamsOf(String user) {
    return user.length() > LONGEST_NAME ? Set.of() : known.get(user, this::look);
  }

  private Set<String> look(String user) {
    SortedSet<String> teams = new TreeSet<>(users.getOrDefault(user, Set.of()));
    globs.forEach((glob, more) -> {
      if (glob.fits(user)) {
        teams.addAll(more);
      }
    });
    for (UserGroupsFile.Regex regex : file.regexes()) {
      if (regex.pattern().matches(user)) {
        teams.addAll(regex.teams());
      }
    }
    return Collections.unmodifiableSortedSet(teams);
  }
}

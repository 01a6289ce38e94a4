package io.sluice.broker.teams;

import io.sluice.broker.config.ConfigProblem;
import io.sluice.broker.config.UserGroupsReader;
import io.sluice.broker.config.UserGroupsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group provider of a file, kept in step with it. A file that can't be used never replaces one
 * that could: its problems are told, and users keep their teams.
 *
 * <p>Looked at as the rules directory is, and for the same reasons: a few times a second, links
 * followed, and a change counts once it has been the same for two looks.
 */
public final class TeamsFile implements UserGroups, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TeamsFile.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final String GONE = "gone";

  private final Path path;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("user-groups").unstarted(task));
  private volatile WrittenTeams teams;
  private volatile List<ConfigProblem> problems = List.of();
  private String lastSeen;
  private String lastRead;

  private TeamsFile(Path path, WrittenTeams teams, String signature) {
    this.path = path;
    this.teams = teams;
    this.lastSeen = signature;
    this.lastRead = signature;
  }

  /** What came of reading the file for the first time. */
  public sealed interface Load {
    record Loaded(TeamsFile teams) implements Load {}

    record Failed(List<ConfigProblem> problems) implements Load {
      public Failed {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads the file; {@link #start} begins to look for changes. */
  public static Load load(Path path) {
    // Before the file is read: a change in between is found by the first look.
    String signature = signature(path);
    return switch (UserGroupsReader.read(path)) {
      case UserGroupsReading.Invalid invalid -> new Load.Failed(invalid.problems());
      case UserGroupsReading.Valid valid ->
          new Load.Loaded(new TeamsFile(path, new WrittenTeams(valid.file()), signature));
    };
  }

  public void start() {
    long millis = LOOK_EVERY.toMillis();
    var _ = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Set<String> teamsOf(String user) {
    return teams.teamsOf(user);
  }

  /** What is wrong with the file as it is now; users have the teams of the last good one. */
  public Optional<String> problem() {
    List<ConfigProblem> now = problems;
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "user groups: the last good file stays in force: %s%s"
                .formatted(
                    now.getFirst(),
                    now.size() == 1 ? "" : " and %d more".formatted(now.size() - 1)));
  }

  private void look() {
    try {
      String signature = signature(path);
      boolean settled = signature.equals(lastSeen);
      lastSeen = signature;
      if (settled && !signature.equals(lastRead)) {
        lastRead = signature;
        read();
      }
    } catch (RuntimeException e) {
      // The thread's boundary: whatever one look meets, the next one must come.
      LOG.error("{} could not be looked at; users keep their teams", path, e);
    }
  }

  private void read() {
    switch (UserGroupsReader.read(path)) {
      case UserGroupsReading.Valid valid -> {
        teams = new WrittenTeams(valid.file());
        problems = List.of();
        LOG.info("User groups of {} are in force", path);
      }
      case UserGroupsReading.Invalid invalid -> {
        problems = invalid.problems();
        LOG.error("{} can't be used; users keep their teams", path);
        problems.forEach(problem -> LOG.error("  {}", problem));
      }
    }
  }

  /** Changes whenever the file may have changed; reads no content. */
  private static String signature(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return "%d|%s|%s"
          .formatted(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    } catch (IOException e) {
      return GONE;
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

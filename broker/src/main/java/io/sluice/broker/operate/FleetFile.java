package io.sluice.broker.operate;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigProblem;
import io.sluice.broker.config.ConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration file where it is the authority for clusters and groups. A file that can't be
 * used never replaces one that could: its problems are told, and the fleet stays. Compared, as the
 * rules directory is, by what its entry says, links followed; a change counts once it has been the
 * same for two looks. {@link #look} is for one thread, the rest for any.
 */
public final class FleetFile {
  private static final Logger LOG = LoggerFactory.getLogger(FleetFile.class);
  private static final String GONE = "gone";

  private final Path path;
  private final Function<Path, ConfigReading> reader;
  private volatile ConfiguredFleet fleet;
  private volatile List<String> problems = List.of();
  private String lastSeen = "";
  private String lastRead = "";

  /**
   * @param fleet what the file said when the broker was configured
   * @param reader reads the file again
   */
  public FleetFile(Path path, ConfiguredFleet fleet, Function<Path, ConfigReading> reader) {
    this.path = path;
    this.fleet = fleet;
    this.reader = reader;
  }

  public Path path() {
    return path;
  }

  /** What the last good file says. */
  ConfiguredFleet fleet() {
    return fleet;
  }

  /** What is wrong with the file as it is now; the fleet is that of the last good one. */
  public Optional<String> problem() {
    List<String> now = problems;
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "clusters: the fleet of the last good file stays: %s%s"
                .formatted(
                    now.getFirst(),
                    now.size() == 1 ? "" : " and %d more".formatted(now.size() - 1)));
  }

  /** Looks whether the file was changed; true when it says something new of the fleet. */
  boolean look() {
    String signature = signature();
    boolean settled = signature.equals(lastSeen);
    lastSeen = signature;
    if (!settled || signature.equals(lastRead)) {
      return false;
    }
    lastRead = signature;
    return switch (reader.apply(path)) {
      case ConfigReading.Valid valid -> take(valid.config());
      case ConfigReading.Invalid invalid ->
          refuse(invalid.problems().stream().map(ConfigProblem::toString).toList());
    };
  }

  private boolean take(BrokerConfig config) {
    if (config.fleetFile().isEmpty()) {
      return refuse(
          List.of(
              "%s: clusters.source: store (expected: file, until the broker is restarted)"
                  .formatted(path)));
    }
    var read = ConfiguredFleet.of(config);
    problems = List.of();
    boolean changed = !read.equals(fleet);
    fleet = read;
    if (changed) {
      LOG.info("The fleet is that of {}, which was changed", path);
    }
    return changed;
  }

  private boolean refuse(List<String> found) {
    problems = found;
    LOG.error("{} can't be used; the fleet stays as it is", path);
    found.forEach(problem -> LOG.error("  {}", problem));
    return false;
  }

  /** Changes whenever the file may have changed; reads no content. */
  private String signature() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return "%d|%s|%s"
          .formatted(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    } catch (IOException _) {
      return GONE;
    }
  }
}

package io.sluice.broker.probe;

import io.sluice.broker.query.CoordinatorId;
import io.sluice.rules.fact.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a cluster says of itself.
 *
 * @param version the engine's version
 * @param dialect which headers it speaks, as its answers show; empty when they don't
 * @param coordinatorId the last part of its query ids, where it tells
 * @param starting whether it is not ready yet
 * @param load how busy it is, where it tells
 * @param workers workers that are up, where it tells
 * @param catalogs its catalogs; empty when it was not asked, or did not tell
 * @param uptimeMillis how long its coordinator has been up, where it tells
 * @param troubles what could not be read of it, for people
 */
public record ClusterReport(
    String version,
    Optional<Dialect> dialect,
    Optional<CoordinatorId> coordinatorId,
    boolean starting,
    Optional<EngineLoad> load,
    OptionalInt workers,
    Optional<Set<String>> catalogs,
    OptionalLong uptimeMillis,
    List<String> troubles) {
  public ClusterReport {
    catalogs = catalogs.map(Set::copyOf);
    troubles = List.copyOf(troubles);
  }

  /** Of a cluster that says no more than that it is there. */
  public static ClusterReport of(String version, Dialect dialect) {
    return new ClusterReport(
        version,
        Optional.of(dialect),
        Optional.empty(),
        false,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }

  /** The same with the catalogs that an earlier report told, where this one tells none. */
  public ClusterReport after(ClusterReport earlier) {
    return new ClusterReport(
        version,
        dialect.or(earlier::dialect),
        coordinatorId.or(earlier::coordinatorId),
        starting,
        load,
        workers,
        catalogs.or(earlier::catalogs),
        uptimeMillis,
        troubles);
  }
}

package io.sluice.admin.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.rules.fact.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A cluster as it is now. On the wire the fields of {@code spec} stand beside the others.
 *
 * @param spec what its operator said
 * @param state what it is fit for
 * @param since when it came into that state
 * @param reason why it is in that state, for people; may be empty
 * @param drain how far its drain has come, while it gets nothing new
 * @param window its maintenance window that is open, or the next one; none when it has none
 * @param version the engine's version; empty while unknown
 * @param detectedDialect which headers its answers show that it speaks
 * @param coordinatorId the last part of its query ids; empty while unknown
 * @param running queries running, as its last probe told; else those of this broker
 * @param queued queries queued, as its last probe told; else 0
 * @param blocked queries blocked, where it tells
 * @param inFlight statements and queries of it that this broker knows to be live
 * @param workers how many are up, where it tells
 * @param cpuUtilisation 0 to 1, where it tells
 * @param memoryUtilisation 0 to 1, where it tells
 * @param catalogs its catalogs, where it tells
 * @param troubles what the last probe could not read, for people
 * @param uptimeMillis how long its coordinator has been up, where it tells
 * @param etag names the state of what an operator can change (spec, drained or not, active or not):
 *     it changes with each such change and stays the same under load; without quotes
 */
public record ClusterView(
    @JsonUnwrapped SpecView spec,
    ClusterState state,
    Instant since,
    String reason,
    Optional<DrainView> drain,
    Optional<WindowView> window,
    String version,
    Optional<Dialect> detectedDialect,
    String coordinatorId,
    int running,
    int queued,
    OptionalInt blocked,
    int inFlight,
    OptionalInt workers,
    OptionalDouble cpuUtilisation,
    OptionalDouble memoryUtilisation,
    Optional<Set<String>> catalogs,
    List<String> troubles,
    OptionalLong uptimeMillis,
    String etag) {

  public ClusterView {
    troubles = List.copyOf(troubles);
  }
}

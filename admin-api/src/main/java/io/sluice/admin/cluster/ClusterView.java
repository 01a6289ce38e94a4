package io.sluice.admin.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param coordinatorId the last part of its query ids; empty while unknown
 * @param running queries running, as its last probe told
 * @param queued queries queued, as its last probe told
 * @param inFlight statements and queries of it that this broker knows to be live
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
    String coordinatorId,
    int running,
    int queued,
    int inFlight,
    OptionalLong uptimeMillis,
    String etag) {}

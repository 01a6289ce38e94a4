package io.sluice.admin.history;

import io.sluice.admin.cluster.ClusterState;
import java.time.Instant;

/**
 * A change of a cluster's state.
 *
 * @param id its name
 * @param from how it was
 * @param to how it is since then
 * @param at when
 * @param reason why, for people
 * @param replica which broker saw it; each sees for itself
 */
public record TransitionView(
    String id, ClusterState from, ClusterState to, Instant at, String reason, String replica) {}

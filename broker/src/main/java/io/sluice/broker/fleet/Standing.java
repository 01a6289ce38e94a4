package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterState;
import java.time.Instant;

/** A cluster's state, since when it has been in it, and why, for people. */
public record Standing(ClusterState state, Instant since, String reason) {}

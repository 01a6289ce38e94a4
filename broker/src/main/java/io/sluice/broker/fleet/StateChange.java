package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;

/** A cluster came from one state into another. */
public record StateChange(
    ClusterName cluster, ClusterState from, ClusterState to, Instant at, String reason) {}

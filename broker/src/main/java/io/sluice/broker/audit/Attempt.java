package io.sluice.broker.audit;

import io.sluice.rules.fact.ClusterName;

/**
 * One try to hand a statement to a cluster.
 *
 * @param cluster the cluster
 * @param result what came of it, such as {@code accepted} or {@code connection refused}
 * @param micros how long it took, in microseconds
 */
public record Attempt(ClusterName cluster, String result, long micros) {}

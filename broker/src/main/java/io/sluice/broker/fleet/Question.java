package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import java.time.Instant;

/**
 * A probe that is about to be sent; its answer says something of a cluster only as long as nothing
 * worse has happened meanwhile.
 *
 * @param spec what the operator said of the cluster at that time
 * @param generation of its health
 * @param asked when
 */
record Question(ClusterSpec spec, long generation, Instant asked) {}

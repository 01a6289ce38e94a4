package io.sluice.broker.reactor;

import java.net.InetSocketAddress;

/**
 * A cluster's address with what its host resolved to: event loops must not look names up.
 *
 * @param address where the cluster listens
 * @param resolved the same, looked up
 */
public record ClusterTarget(ClusterAddress address, InetSocketAddress resolved) {}

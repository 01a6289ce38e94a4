/**
 * One HTTP exchange between a client and a cluster, bytes unchanged. Start at {@link
 * ClusterExchange}.
 */
@NullMarked
package io.sluice.broker.exchange;

import org.jspecify.annotations.NullMarked;

package io.sluice.broker.reactor;

import java.time.Duration;

/**
 * The bounds of the event loops.
 *
 * @param lanes number of event loops
 * @param maxHeaderBytes the most that a message head may have, in both directions
 * @param clientIdle how long a client's connection may stay silent
 * @param headTimeout how long a TLS handshake of a client may take
 * @param connectTimeout how long connecting to a cluster may take
 * @param responseTimeout how long a cluster may stay silent while it owes an answer
 */
public record ReactorLimits(
    int lanes,
    int maxHeaderBytes,
    Duration clientIdle,
    Duration headTimeout,
    Duration connectTimeout,
    Duration responseTimeout) {}

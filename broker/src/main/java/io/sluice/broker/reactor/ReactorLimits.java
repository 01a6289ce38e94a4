package io.sluice.broker.reactor;

import java.time.Duration;

/**
 * The bounds of the event loops.
 *
 * @param lanes number of event loops
 * @param maxHeaderBytes the most that a message head may have, in both directions
 * @param headerMemory the most memory for large heads of requests, all clients together
 * @param clientIdle how long a client's connection may stay silent
 * @param headTimeout how long a client may take for a TLS handshake, and for the head of a request
 * @param maxStreams how many requests of one HTTP/2 connection are answered at a time
 * @param connectTimeout how long connecting to a cluster may take
 * @param responseTimeout how long a cluster may stay silent while it owes an answer
 */
public record ReactorLimits(
    int lanes,
    int maxHeaderBytes,
    long headerMemory,
    Duration clientIdle,
    Duration headTimeout,
    int maxStreams,
    Duration connectTimeout,
    Duration responseTimeout) {}

package io.sluice.broker.store;

import io.sluice.rules.fact.ClusterName;
import java.time.Instant;

/**
 * A cluster as the store keeps it.
 *
 * @param name its name
 * @param spec all that is configured of it, as JSON; the fleet says what stands in it
 * @param wish what an operator wants of it
 * @param version counts its changes, from 1; a change names the version that it was made for
 * @param updatedAt when it was last changed, to the microsecond
 */
public record ClusterEntry(
    ClusterName name, String spec, ClusterWish wish, long version, Instant updatedAt) {}

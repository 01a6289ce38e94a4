package io.sluice.broker.store;

import io.sluice.rules.fact.GroupName;
import java.time.Instant;

/**
 * A group as the store keeps it.
 *
 * @param name its name
 * @param spec all that is configured of it, as JSON; the fleet says what stands in it
 * @param version counts its changes, from 1; a change names the version that it was made for
 * @param updatedAt when it was last changed, to the microsecond
 */
public record GroupEntry(GroupName name, String spec, long version, Instant updatedAt) {}

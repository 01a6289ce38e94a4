package io.sluice.broker.store;

import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.Optional;

/**
 * A cluster as the store keeps it.
 *
 * @param name its name
 * @param spec all that is configured of it, as JSON; the fleet says what stands in it
 * @param wish what an operator wants of it
 * @param version counts its changes, from 1; a change names the version that it was made for
 * @param updatedAt when it was last changed, to the microsecond
 * @param drain how it is drained; there when that is the wish, and only then
 */
public record ClusterEntry(
    ClusterName name,
    String spec,
    ClusterWish wish,
    long version,
    Instant updatedAt,
    Optional<DrainOrder> drain) {

  /** An entry that, if it is to be drained, has been since its last change. */
  public ClusterEntry(
      ClusterName name, String spec, ClusterWish wish, long version, Instant updatedAt) {
    this(
        name,
        spec,
        wish,
        version,
        updatedAt,
        wish == ClusterWish.DRAINING ? Optional.of(DrainOrder.at(updatedAt)) : Optional.empty());
  }
}

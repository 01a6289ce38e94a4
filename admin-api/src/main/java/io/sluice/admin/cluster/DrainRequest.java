package io.sluice.admin.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * How an operator wants a cluster drained.
 *
 * @param deadline how long it may take from now on
 * @param cancel whether what is left then is cancelled
 */
public record DrainRequest(Optional<Duration> deadline, boolean cancel) {
  /** However long it takes. */
  public static final DrainRequest PLAIN = new DrainRequest(Optional.empty(), false);
}

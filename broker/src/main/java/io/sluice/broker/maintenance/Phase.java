package io.sluice.broker.maintenance;

import java.time.Instant;
import java.util.Optional;

/**
 * What a cluster's windows say from one moment on, until a window begins or ends.
 *
 * @param from the moment that was asked for
 * @param until the first moment at which something else is to be said
 * @param open the window that is open; of several the one that ends last
 * @param ended when the last one ended before, if there was one
 * @param next the next one to begin
 */
public record Phase(
    Instant from,
    Instant until,
    Optional<Window> open,
    Optional<Instant> ended,
    Optional<Window> next) {

  /** Whether this is what the windows say at a moment. */
  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}

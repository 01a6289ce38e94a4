package io.sluice.broker.maintenance;

import io.sluice.admin.cluster.MaintenanceWindow;
import java.time.Instant;

/**
 * One maintenance window, from its beginning to its end.
 *
 * @param of what the operator said
 * @param from its first moment
 * @param until the first moment after it
 */
public record Window(MaintenanceWindow of, Instant from, Instant until) {
  static Window beginning(Instant from, MaintenanceWindow of) {
    return new Window(of, from, from.plus(of.duration()));
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}

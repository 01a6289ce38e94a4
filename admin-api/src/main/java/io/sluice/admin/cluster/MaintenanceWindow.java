package io.sluice.admin.cluster;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a cluster regularly gets nothing new.
 *
 * @param cron when it begins: minute, hour, day of month, month, day of week
 * @param duration how long it lasts
 * @param zone whose clock counts; that of the rules when there is none
 */
public record MaintenanceWindow(String cron, Duration duration, Optional<ZoneId> zone) {
  public MaintenanceWindow {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "duration: %s (expected: more than nothing)".formatted(duration));
    }
  }
}

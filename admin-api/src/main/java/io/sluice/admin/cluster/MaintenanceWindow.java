package io.sluice.admin.cluster;

import io.sluice.admin.wire.TimeSpan;
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
  /** The longest that a window may last. */
  public static final Duration LONGEST = Duration.ofDays(31);

  public MaintenanceWindow {
    problemOf(cron)
        .ifPresent(problem -> {
          throw new IllegalArgumentException("cron: " + problem);
        });
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration: %s (expected: more than nothing, at most %s)"
              .formatted(duration, TimeSpan.text(LONGEST)));
    }
  }

  /** What is wrong with a schedule, in words for people; nothing when it is one. */
  public static Optional<String> problemOf(String cron) {
    return Schedule.problemOf(cron)
        .map(problem ->
            "'%s' (expected: minute, hour, day of month, month, day of week, such as 0 2 * * 0; %s)"
                .formatted(cron, problem));
  }
}

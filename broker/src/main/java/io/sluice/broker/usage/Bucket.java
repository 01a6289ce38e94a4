package io.sluice.broker.usage;

import java.time.Duration;
import java.time.Instant;

/** Five minutes of time, by their number since 1970. */
final class Bucket {
  private static final long SECONDS = 300;
  static final long OF_AN_HOUR = Duration.ofHours(1).toSeconds() / SECONDS;
  private static final long OF_A_DAY = Duration.ofDays(1).toSeconds() / SECONDS;

  private Bucket() {}

  static long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS);
  }

  /** The bucket that the moment one hour ago lies in. */
  static long hourBefore(Instant moment) {
    return at(moment) - OF_AN_HOUR;
  }

  /** The bucket that the moment one day ago lies in. */
  static long dayBefore(Instant moment) {
    return at(moment) - OF_A_DAY;
  }
}

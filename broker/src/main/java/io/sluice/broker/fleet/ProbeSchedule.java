package io.sluice.broker.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When one cluster is to be probed. Intervals vary by a tenth, so that the probes of a fleet spread
 * over time; those of an open circuit come sooner. Moments are nanoseconds of any one clock. Not
 * for use by several threads.
 */
final class ProbeSchedule {
  private static final Duration CATALOGS_EVERY = Duration.ofMinutes(1);
  private static final double VARIATION = 0.1;

  private final Duration interval;
  private final RandomGenerator random;
  private long due;
  private long began;
  private long catalogsDue;
  private boolean withCatalogs;

  /** How long after a question for catalogs that had no answer the next one is due. */
  private Duration catalogsPause;

  private boolean circuitSeen;
  private boolean underWay;
  private boolean first = true;

  /** The first probe is due at {@code now}. */
  ProbeSchedule(long now, Duration interval, RandomGenerator random) {
    this.interval = interval;
    this.random = random;
    this.due = now;
    this.catalogsDue = now;
    this.catalogsPause = interval;
  }

  /** Whether to send a probe now; never while one is under way. */
  boolean isDue(long now, Health health) {
    boolean open = health.circuit().isPresent();
    if (open && !circuitSeen) {
      due = earlier(due, now + health.pause(interval).toNanos());
    }
    circuitSeen = open;
    return !underWay && now - due >= 0;
  }

  /** A probe is sent; tells whether to ask for catalogs too. */
  boolean begins(long now) {
    underWay = true;
    began = now;
    withCatalogs = now - catalogsDue >= 0;
    if (withCatalogs) {
      catalogsDue = now + CATALOGS_EVERY.toNanos();
    }
    return withCatalogs;
  }

  /**
   * The probe was answered, or failed.
   *
   * @param catalogsKnown whether the cluster has ever told its catalogs
   */
  void ended(long now, Health health, boolean catalogsKnown) {
    underWay = false;
    if (health.failed() > 0) {
      // It may come back with other catalogs, and must not be taken for what it was.
      catalogsDue = now;
      catalogsPause = interval;
    } else if (withCatalogs && !catalogsKnown) {
      // An engine that has just begun takes its time for its first statement.
      catalogsDue = began + catalogsPause.toNanos();
      Duration longer = catalogsPause.multipliedBy(2);
      catalogsPause = longer.compareTo(CATALOGS_EVERY) < 0 ? longer : CATALOGS_EVERY;
    }
    circuitSeen = health.circuit().isPresent();
    double factor = circuitSeen ? 1 : spread();
    due = later(now, began + Math.round(health.pause(interval).toNanos() * factor));
  }

  /** First probes are sent at one moment, so the second ones come within half an interval. */
  private double spread() {
    if (first) {
      first = false;
      return (1 + random.nextDouble()) / 2;
    }
    return 1 + VARIATION * (2 * random.nextDouble() - 1);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private static long later(long one, long other) {
    return one - other < 0 ? other : one;
  }
}

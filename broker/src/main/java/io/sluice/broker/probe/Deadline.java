package io.sluice.broker.probe;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * By when all that belongs to one probe must have ended.
 *
 * @param nanos the moment, as the ticker counts
 * @param ticker the time, in nanoseconds
 */
record Deadline(long nanos, LongSupplier ticker) {

  static Deadline in(Duration time, LongSupplier ticker) {
    return new Deadline(ticker.getAsLong() + time.toNanos(), ticker);
  }

  long leftNanos() {
    return nanos - ticker.getAsLong();
  }

  boolean passed() {
    return leftNanos() <= 0;
  }

  /** One that leaves this much time before this one. */
  Deadline sparing(Duration time) {
    return new Deadline(nanos - time.toNanos(), ticker);
  }
}

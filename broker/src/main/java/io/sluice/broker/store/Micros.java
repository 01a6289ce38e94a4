package io.sluice.broker.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the store's columns hold them: microseconds since 1970. */
public final class Micros {
  private Micros() {}

  public static long of(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}

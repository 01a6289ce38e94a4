package io.sluice.rules.ruletest;

import io.sluice.rules.ruleset.EvaluationLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A clock that moves on by a step whenever it is looked at. An evaluation looks at it at every
 * firing and after every thousand steps of joins and patterns, so its budget becomes a count of
 * work: what is over budget is so on every machine, however busy. For one thread.
 */
final class VirtualClock implements LongSupplier {
  private static final Duration STEP = Duration.ofNanos(10_000);

  /** Some 20 million steps, fractions of a second: forty times what the default budget allows. */
  private static final int LOOKS = 20_000;

  private long now;

  @Override
  public long getAsLong() {
    now += STEP.toNanos();
    return now;
  }

  /** Limits for this clock that allow as many firings as {@code limits} do. */
  static EvaluationLimits limits(EvaluationLimits limits) {
    return new EvaluationLimits(
        STEP.multipliedBy((long) LOOKS + limits.maxFirings()), limits.maxFirings());
  }
}

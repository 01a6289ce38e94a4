package io.sluice.broker.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How an operator wants a cluster drained.
 *
 * @param since when the operator said so, to the microsecond
 * @param deadline by when it should have finished
 * @param cancel whether what is left at the deadline is cancelled
 */
public record DrainOrder(Instant since, Optional<Instant> deadline, boolean cancel) {

  /** Without a deadline. */
  public static DrainOrder at(Instant since) {
    return new DrainOrder(since, Optional.empty(), false);
  }

  /** Whether the deadline has passed. */
  public boolean overdue(Instant now) {
    return deadline.isPresent() && !now.isBefore(deadline.get());
  }
}

package io.sluice.broker.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a drain has come.
 *
 * @param since when it began
 * @param deadline by when it should have ended
 * @param cancel whether what is left at the deadline is cancelled
 * @param overdue whether the deadline has passed and something is left
 * @param left queries that have not ended yet, as far as this broker knows
 */
public record Drain(
    Instant since, Optional<Instant> deadline, boolean cancel, boolean overdue, int left) {}

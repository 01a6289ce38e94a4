package io.sluice.admin.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a drain has come.
 *
 * @param since when it began
 * @param deadline by when it should have ended
 * @param cancel whether what is left then is cancelled
 * @param overdue whether the deadline has passed and queries are left
 * @param running queries that have not ended, as the engine tells or this broker knows
 */
public record DrainView(
    Instant since, Optional<Instant> deadline, boolean cancel, boolean overdue, int running) {}

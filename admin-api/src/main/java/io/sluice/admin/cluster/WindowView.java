package io.sluice.admin.cluster;

import java.time.Instant;

/**
 * The maintenance window that is open, or else the next one.
 *
 * @param cron the calendar that it is of
 * @param from its first moment
 * @param until the first moment after it
 * @param open whether it is open now
 */
public record WindowView(String cron, Instant from, Instant until, boolean open) {}

package io.sluice.broker.config;

import java.time.Duration;

/**
 * How clusters are probed.
 *
 * @param interval the time from one probe of a cluster to its next
 * @param timeout how long one probe may take
 * @param failures how many failed probes in a row take a cluster out
 * @param successes how many good probes in a row bring it back
 * @param slowStart how long a cluster that is back takes to get its whole share
 */
public record HealthConfig(
    Duration interval, Duration timeout, int failures, int successes, Duration slowStart) {}

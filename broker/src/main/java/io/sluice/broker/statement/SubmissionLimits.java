package io.sluice.broker.statement;

import java.time.Duration;
import java.time.ZoneId;

/**
 * The bounds of a submission.
 *
 * @param patience how long all tries together may take
 * @param attempts how many clusters are tried
 * @param zone the zone of the hours and days that rules see
 */
public record SubmissionLimits(Duration patience, int attempts, ZoneId zone) {}

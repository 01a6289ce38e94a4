package io.sluice.broker.replay;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a replay is.
 *
 * @param done how many decisions have been tried
 * @param total how many there are; empty until they have been counted, and when that takes too long
 * @param elapsed how long it has been running
 */
public record ReplayProgress(long done, OptionalLong total, Duration elapsed) {}

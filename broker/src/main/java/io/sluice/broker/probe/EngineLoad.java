package io.sluice.broker.probe;

/**
 * How busy a cluster says it is.
 *
 * @param running queries running
 * @param queued queries queued
 * @param blocked queries blocked
 * @param cpuUtilisation 0 to 1; 0 where it does not tell
 * @param memoryUtilisation 0 to 1; 0 where it does not tell
 */
public record EngineLoad(
    int running, int queued, int blocked, double cpuUtilisation, double memoryUtilisation) {}

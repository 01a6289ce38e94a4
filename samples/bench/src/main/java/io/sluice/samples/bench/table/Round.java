package io.sluice.samples.bench.table;

import java.util.OptionalDouble;

/**
 * One proxy under one workload for a few seconds.
 *
 * @param rate answers in a second
 * @param p50Millis median latency
 * @param p99Millis latency of the slowest hundredth
 * @param cpuMicros CPU time of the proxy for each answer
 * @param databaseCpuMicros CPU time of its data base's own processes for each answer, if it has any
 * @param residentMegabytes memory at the end, without its data base's
 * @param allocatedBytes heap allocated for each answer, if it is a Java program
 * @param errors answers and connections that failed
 */
public record Round(
    double rate,
    double p50Millis,
    double p99Millis,
    double cpuMicros,
    OptionalDouble databaseCpuMicros,
    double residentMegabytes,
    OptionalDouble allocatedBytes,
    long errors) {}

package io.sluice.rules.fact;

/**
 * What earlier runs of a statement with the same fingerprint have cost. There is always one;
 * without an earlier run, {@code runs} is 0 and so is everything else.
 *
 * @param runs how many runs are known that ended well
 * @param medianCpuSeconds the CPU time that half of them stayed below
 * @param p95CpuSeconds the CPU time that 95 of 100 stayed below
 * @param medianPeakMemoryBytes peak memory, likewise
 * @param p95PeakMemoryBytes peak memory, likewise
 * @param medianElapsedSeconds time from submission to end, likewise
 * @param p95ElapsedSeconds time from submission to end, likewise
 */
public record Learned(
    long runs,
    double medianCpuSeconds,
    double p95CpuSeconds,
    long medianPeakMemoryBytes,
    long p95PeakMemoryBytes,
    double medianElapsedSeconds,
    double p95ElapsedSeconds) {
  /** No earlier run is known. */
  public static final Learned NOTHING = new Learned(0, 0, 0, 0, 0, 0, 0);
}

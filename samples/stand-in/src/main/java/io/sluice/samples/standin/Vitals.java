package io.sluice.samples.standin;

import java.util.List;

/**
 * What a stand-in says of itself when it is asked for its load.
 *
 * @param running queries running beside those that it really has
 * @param queued queries queued
 * @param blocked queries blocked
 * @param workers nodes that work, beside the coordinator
 * @param cpu the coordinator's share of its processors, 0 to 1
 * @param memory the reserved share of the memory for queries, 0 to 1
 * @param catalogs its catalogs; empty for one that takes any, and lists none
 */
record Vitals(
    int running,
    int queued,
    int blocked,
    int workers,
    double cpu,
    double memory,
    List<String> catalogs) {
  /** Bytes of memory for queries, of each stand-in. */
  static final long MEMORY = 1L << 30;

  static final Vitals USUAL = new Vitals(0, 0, 0, 1, 0, 0, List.of());

  Vitals {
    catalogs = List.copyOf(catalogs);
  }

  long reservedBytes() {
    return Math.round(memory * MEMORY);
  }

  Vitals withLoad(int newRunning, int newQueued, int newBlocked) {
    return new Vitals(newRunning, newQueued, newBlocked, workers, cpu, memory, catalogs);
  }

  Vitals withWorkers(int count) {
    return new Vitals(running, queued, blocked, count, cpu, memory, catalogs);
  }

  Vitals withUtilisation(double newCpu, double newMemory) {
    return new Vitals(running, queued, blocked, workers, newCpu, newMemory, catalogs);
  }

  Vitals withCatalogs(List<String> names) {
    return new Vitals(running, queued, blocked, workers, cpu, memory, names);
  }
}

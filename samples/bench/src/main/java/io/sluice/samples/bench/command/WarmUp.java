package io.sluice.samples.bench.command;

import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.proxy.Measurement;
import io.sluice.samples.bench.proxy.Proxy;
import java.io.IOException;
import java.util.List;

/** What comes before measuring: compilers and caches get their due. */
final class WarmUp {
  private WarmUp() {}

  /** Splits the seconds evenly among the workloads. */
  static void of(Measurement measurement, Proxy proxy, List<Workload> workloads, int seconds)
      throws IOException, InterruptedException {
    for (Workload workload : workloads) {
      measurement.round(proxy, workload, Math.max(1, seconds / workloads.size()));
    }
  }
}

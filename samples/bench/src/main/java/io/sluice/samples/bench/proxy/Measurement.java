package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.load.WrkReport;
import io.sluice.samples.bench.machine.JavaFigures;
import io.sluice.samples.bench.machine.Usage;
import io.sluice.samples.bench.table.Round;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures proxies with one client. */
public final class Measurement {
  private final Wrk client;
  private final int connections;

  /**
   * @param connections how many the client holds at once
   */
  public Measurement(Wrk client, int connections) {
    this.client = client;
    this.connections = connections;
  }

  /** One round of some seconds. */
  public Round round(Proxy proxy, Workload workload, int seconds)
      throws IOException, InterruptedException {
    Usage before = Usage.of(proxy.processes());
    Usage databaseBefore = Usage.of(proxy.database());
    OptionalDouble allocatedBefore = allocated(proxy);
    WrkReport report = client.run(workload, proxy.url(), proxy.queryId(), connections, seconds);
    Usage after = Usage.of(proxy.processes());
    Usage databaseAfter = Usage.of(proxy.database());
    OptionalDouble allocatedAfter = allocated(proxy);
    double requests = Math.max(1, report.requests());
    return new Round(
        report.rate(),
        report.p50Micros() / 1e3,
        report.p99Micros() / 1e3,
        (after.cpuMicros() - before.cpuMicros()) / requests,
        proxy.database().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                (databaseAfter.cpuMicros() - databaseBefore.cpuMicros()) / requests),
        after.residentBytes() / 1e6,
        allocatedBefore.isPresent() && allocatedAfter.isPresent()
            ? OptionalDouble.of(
                (allocatedAfter.getAsDouble() - allocatedBefore.getAsDouble()) / requests)
            : OptionalDouble.empty(),
        report.errors());
  }

  private static OptionalDouble allocated(Proxy proxy) throws IOException {
    Optional<JavaFigures> java = proxy.java();
    return java.isPresent()
        ? OptionalDouble.of((double) java.get().allocatedBytes())
        : OptionalDouble.empty();
  }
}

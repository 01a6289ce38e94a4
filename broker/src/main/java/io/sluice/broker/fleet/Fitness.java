package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.probe.ClusterReport;
import java.util.Locale;
import java.util.Optional;

/** Whether a cluster that answers is fit for statements. */
final class Fitness {
  private Fitness() {}

  /** Why it is not, with what mends it; empty when it is. */
  static Optional<String> problem(ClusterSpec spec, ClusterReport report) {
    if (report.starting()) {
      return Optional.of("it says that it is starting");
    }
    if (spec.dialect().isPresent()
        && report.dialect().isPresent()
        && spec.dialect().get() != report.dialect().get()) {
      String speaks = report.dialect().get().name().toLowerCase(Locale.ROOT);
      return Optional.of(
          "dialect: %s, but it speaks %s (expected: dialect %s, or the url of another cluster)"
              .formatted(spec.dialect().get().name().toLowerCase(Locale.ROOT), speaks, speaks));
    }
    if (report.workers().orElse(Integer.MAX_VALUE) < spec.minWorkers()) {
      return Optional.of(
          "workers: %d (expected: at least %d, as minWorkers says)"
              .formatted(report.workers().getAsInt(), spec.minWorkers()));
    }
    return Optional.empty();
  }
}

package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters for tests, which nothing ever connects to. */
final class Clusters {
  private Clusters() {}

  static ClusterSpec spec(String name, String group) {
    return spec(name, group, Dialect.TRINO, 1, 10);
  }

  static ClusterSpec spec(String name, String group, Dialect dialect, int weight, int capacity) {
    return new ClusterSpec(
        new ClusterName(name),
        URI.create("http://" + name + ":8080"),
        Optional.of(dialect),
        List.of(new Membership(new GroupName(group), weight, 0)),
        "",
        Map.of(),
        capacity,
        Optional.empty(),
        Optional.empty(),
        TlsTrust.USUAL,
        ProbeKind.AUTO,
        0,
        List.of());
  }

  static void healthy(FleetCluster cluster) {
    cluster.probeSucceeded(cluster.question(), ClusterReport.of("483", Dialect.TRINO));
  }
}

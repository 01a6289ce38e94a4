package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

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
        UriMode.HOST,
        ProbeKind.AUTO,
        0,
        List.of());
  }

  static ClusterSpec serving(String name, String location, Membership... memberships) {
    return new ClusterSpec(
        new ClusterName(name),
        URI.create("http://" + name + ":8080"),
        Optional.of(Dialect.TRINO),
        List.of(memberships),
        location,
        Map.of(),
        10,
        Optional.empty(),
        Optional.empty(),
        TlsTrust.USUAL,
        UriMode.HOST,
        ProbeKind.AUTO,
        0,
        List.of());
  }

  /** What a cluster of these catalogs says. */
  static ClusterReport withCatalogs(String... catalogs) {
    return report(Optional.empty(), Optional.of(Set.of(catalogs)));
  }

  /** What a cluster of this load says. */
  static ClusterReport withLoad(int running, int queued, double cpu) {
    return report(Optional.of(new EngineLoad(running, queued, 1, cpu, 0.456)), Optional.empty());
  }

  private static ClusterReport report(Optional<EngineLoad> load, Optional<Set<String>> catalogs) {
    return new ClusterReport(
        "483",
        Optional.of(Dialect.TRINO),
        Optional.empty(),
        false,
        load,
        OptionalInt.of(7),
        catalogs,
        OptionalLong.empty(),
        List.of());
  }

  static void healthy(FleetCluster cluster) {
    cluster.probeSucceeded(cluster.question(), ClusterReport.of("483", Dialect.TRINO));
  }
}

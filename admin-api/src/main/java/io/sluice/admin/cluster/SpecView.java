package io.sluice.admin.cluster;

import io.sluice.admin.wire.TimeSpan;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an operator said of a cluster, as it is shown: everything but credentials. Sent back, it
 * means the same.
 *
 * @param dialect which headers it speaks; empty when nobody said
 * @param group its home
 * @param weight its weight there
 * @param priority its rank there
 * @param groups all groups that it serves, its home too
 * @param hasCredentials whether the broker has credentials for it, which are not shown
 */
public record SpecView(
    ClusterName name,
    URI url,
    Optional<Dialect> dialect,
    GroupName group,
    int weight,
    int priority,
    Map<String, MembershipView> groups,
    String location,
    Map<String, String> labels,
    int capacity,
    Optional<URI> externalUrl,
    boolean hasCredentials,
    TlsView tls,
    UriMode uris,
    ProbeKind probe,
    int minWorkers,
    List<MaintenanceView> maintenance) {

  public SpecView {
    groups = Map.copyOf(groups);
    labels = Map.copyOf(labels);
    maintenance = List.copyOf(maintenance);
  }

  /** What a cluster is in one group. */
  public record MembershipView(int weight, int priority) {}

  /** Whom the broker believes to be the cluster. */
  public record TlsView(Optional<String> authorities, boolean verifyHost) {}

  /** A window with its duration as people write it. */
  public record MaintenanceView(String cron, String duration, Optional<String> zone) {}

  /** As {@code spec} says. */
  public static SpecView of(ClusterSpec spec) {
    Membership home = spec.memberships().getFirst();
    return new SpecView(
        spec.name(),
        spec.url(),
        spec.dialect(),
        home.group(),
        home.weight(),
        home.priority(),
        groups(spec),
        spec.location(),
        spec.labels(),
        spec.capacity(),
        spec.externalUrl(),
        spec.credentials().isPresent(),
        new TlsView(spec.tls().authorities().map(Path::toString), spec.tls().verifyHost()),
        spec.uris(),
        spec.probe(),
        spec.minWorkers(),
        spec.maintenance().stream().map(SpecView::window).toList());
  }

  private static Map<String, MembershipView> groups(ClusterSpec spec) {
    var groups = new TreeMap<String, MembershipView>();
    spec.memberships()
        .forEach(
            it -> groups.put(it.group().value(), new MembershipView(it.weight(), it.priority())));
    return groups;
  }

  private static MaintenanceView window(MaintenanceWindow window) {
    return new MaintenanceView(
        window.cron(), TimeSpan.text(window.duration()), window.zone().map(ZoneId::getId));
  }
}

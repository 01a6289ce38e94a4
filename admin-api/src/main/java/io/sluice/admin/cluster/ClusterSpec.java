package io.sluice.admin.cluster;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator says of a cluster; the broker learns the rest.
 *
 * @param name its name
 * @param url where its coordinator answers: http or https, a host, no query and no fragment
 * @param dialect which headers it speaks; found out when nobody said, and checked when somebody did
 * @param memberships the groups that it serves, at least one, each once; the first is its home
 * @param location where it stands; empty when nobody said
 * @param labels free labels for rules, in the order in which they were said
 * @param capacity how many queries it may run at once, from 1
 * @param externalUrl where people reach its web pages, when that is elsewhere
 * @param credentials as whom the broker asks it for its load
 * @param tls whom the broker believes to be it
 * @param uris how its clients' URIs come to lead to the broker
 * @param probe where its load is read
 * @param minWorkers with fewer workers it gets no statements; 0 when that does not matter
 * @param maintenance when it regularly gets nothing new
 */
public record ClusterSpec(
    ClusterName name,
    URI url,
    Optional<Dialect> dialect,
    List<Membership> memberships,
    String location,
    Map<String, String> labels,
    int capacity,
    Optional<URI> externalUrl,
    Optional<Credentials> credentials,
    TlsTrust tls,
    UriMode uris,
    ProbeKind probe,
    int minWorkers,
    List<MaintenanceWindow> maintenance) {

  /** The capacity of a cluster whose operator named none. */
  public static final int DEFAULT_CAPACITY = 50;

  /** The most queries that a cluster may be said to run at once. */
  public static final int MAX_CAPACITY = 1_000_000;

  /** The most workers that may be asked of a cluster. */
  public static final int MAX_WORKERS = 100_000;

  public ClusterSpec {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    memberships = List.copyOf(memberships);
    maintenance = List.copyOf(maintenance);
    if (capacity < 1 || minWorkers < 0) {
      throw new IllegalArgumentException(
          "cluster %s: capacity %d, minWorkers %d (expected: from 1, from 0)"
              .formatted(name, capacity, minWorkers));
    }
    var seen = new HashSet<GroupName>();
    if (memberships.isEmpty() || !memberships.stream().allMatch(it -> seen.add(it.group()))) {
      throw new IllegalArgumentException(
          "cluster %s: groups %s (expected: at least one, each once)".formatted(name, memberships));
    }
  }

  /** A cluster of one group, all else as usual. */
  public static ClusterSpec of(ClusterName name, URI url, GroupName group) {
    return new ClusterSpec(
        name,
        url,
        Optional.empty(),
        List.of(Membership.of(group)),
        "",
        Map.of(),
        DEFAULT_CAPACITY,
        Optional.empty(),
        Optional.empty(),
        TlsTrust.USUAL,
        UriMode.HOST,
        ProbeKind.AUTO,
        0,
        List.of());
  }

  /** The same with other credentials. */
  public ClusterSpec withCredentials(Optional<Credentials> changed) {
    return new ClusterSpec(
        name,
        url,
        dialect,
        memberships,
        location,
        labels,
        capacity,
        externalUrl,
        changed,
        tls,
        uris,
        probe,
        minWorkers,
        maintenance);
  }

  /** Whether two URLs lead to one coordinator: the same scheme, host and port. */
  public static boolean sameAddress(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /** The group that it belongs to first of all. */
  public GroupName home() {
    return memberships.getFirst().group();
  }

  /** How it serves a group; empty when it does not. */
  public Optional<Membership> in(GroupName group) {
    return memberships.stream().filter(it -> it.group().equals(group)).findFirst();
  }
}

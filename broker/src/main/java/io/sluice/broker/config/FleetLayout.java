package io.sluice.broker.config;

import static java.time.Duration.ofMinutes;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.broker.config.Section.Located;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The keys of groups and clusters. */
final class FleetLayout {
  private final Path folder;
  private final Problems problems;
  private final GroupNames groupNames;
  private final MembershipLayout memberships;

  /**
   * @param groupNames learns which groups are listed, used and referred to
   */
  FleetLayout(Path folder, Problems problems, GroupNames groupNames) {
    this.folder = folder;
    this.problems = problems;
    this.groupNames = groupNames;
    this.memberships = new MembershipLayout(problems, groupNames);
  }

  /** The groups that are listed. */
  List<GroupSpec> groups(Section groups) {
    var listed = new ArrayList<GroupSpec>();
    for (Located<String> key : groups.keys()) {
      Section group = groups.section(key.value());
      String select = group.value("select", Kind.policy(), GroupSpec.DEFAULT_SELECTION);
      List<Located<GroupName>> fallback = group.values("fallback", Kind.name(GroupName::new));
      fallback.forEach(groupNames::refer);
      Thresholds thresholds = thresholds(group);
      groupNames
          .parsed(key)
          .ifPresent(name -> {
            groupNames.list(name);
            refuseUselessFallbacks(name, fallback);
            List<GroupName> others = fallback.stream().map(Located::value).toList();
            listed.add(new GroupSpec(name, select, others, thresholds));
          });
    }
    return listed;
  }

  private static Thresholds thresholds(Section group) {
    Kind<Optional<Integer>> most = Kind.optional(Kind.number(0, 1_000_000));
    return new Thresholds(
        number(group.value("maxQueued", most, Optional.empty())),
        number(group.value("maxRunning", most, Optional.empty())),
        group
            .value("maxCpu", Kind.optional(Kind.fraction()), Optional.empty())
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()));
  }

  private static OptionalInt number(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private void refuseUselessFallbacks(GroupName group, List<Located<GroupName>> fallback) {
    var seen = new ArrayList<GroupName>(List.of(group));
    for (Located<GroupName> other : fallback) {
      if (seen.contains(other.value())) {
        problems.add(other.at(), other.path(), other.value().value(), "another group, each once");
      }
      seen.add(other.value());
    }
  }

  /** The clusters: a list, or a mapping that says also what the file is for them. */
  ClustersConfig clusters(Section file) {
    if (!file.hasMapping("clusters")) {
      return new ClustersConfig(ClustersConfig.Source.STORE, clusters(file.sections("clusters")));
    }
    Section clusters = file.section("clusters");
    ClustersConfig.Source source =
        clusters.value(
            "source",
            Kind.oneOf(ClustersConfig.Source.values(), FleetLayout::word),
            ClustersConfig.Source.STORE);
    return new ClustersConfig(source, clusters(clusters.sections("list")));
  }

  private List<ClusterSpec> clusters(List<Section> sections) {
    var clusters = new ArrayList<ClusterSpec>();
    var lines = new LinkedHashMap<ClusterName, Integer>();
    var urls = new LinkedHashMap<URI, Integer>();
    for (Section section : sections) {
      Optional<Located<ClusterName>> name = section.required("name", Kind.name(ClusterName::new));
      name.ifPresent(
          found -> refuseTwin(found, "name", lines.putIfAbsent(found.value(), line(found))));
      List<Membership> groups = memberships.read(section);
      Optional<Located<URI>> url = section.required("url", Kind.coordinatorUrl());
      url.ifPresent(found -> refuseTwin(found, "URL", lineOfTwin(found, urls)));
      cluster(section, name.map(Located::value), url.map(Located::value), groups)
          .ifPresent(clusters::add);
    }
    return clusters;
  }

  private static int line(Located<?> value) {
    return value.at().getStartMark().getLine() + 1;
  }

  private static @Nullable Integer lineOfTwin(Located<URI> url, Map<URI, Integer> urls) {
    for (Map.Entry<URI, Integer> other : urls.entrySet()) {
      if (ClusterSpec.sameAddress(other.getKey(), url.value())) {
        return other.getValue();
      }
    }
    urls.put(url.value(), line(url));
    return null;
  }

  private void refuseTwin(Located<?> value, String what, @Nullable Integer first) {
    if (first != null) {
      String expected = "a %s of its own; the cluster in line %d has it too".formatted(what, first);
      problems.add(value.at(), value.path(), value.value().toString(), expected);
    }
  }

  private Optional<ClusterSpec> cluster(
      Section cluster, Optional<ClusterName> name, Optional<URI> url, List<Membership> groups) {
    Optional<Dialect> dialect =
        cluster.value(
            "dialect",
            Kind.optional(Kind.oneOf(Dialect.values(), FleetLayout::word)),
            Optional.empty());
    String location = cluster.value("location", Kind.text(), "");
    Map<String, String> labels = labels(cluster.section("labels"));
    int capacity =
        cluster.value(
            "capacity", Kind.number(1, ClusterSpec.MAX_CAPACITY), ClusterSpec.DEFAULT_CAPACITY);
    Optional<URI> externalUrl =
        cluster.value("externalUrl", Kind.optional(Kind.webUrl()), Optional.empty());
    Optional<Credentials> credentials = credentials(cluster.secretSection("credentials"));
    TlsTrust tls = tls(cluster.section("tls"));
    UriMode uris = cluster.value("uris", Kind.oneOf(UriMode.values(), UriMode::word), UriMode.HOST);
    ProbeKind probe =
        cluster.value("probe", Kind.oneOf(ProbeKind.values(), ProbeKind::word), ProbeKind.AUTO);
    int minWorkers = cluster.value("minWorkers", Kind.number(0, ClusterSpec.MAX_WORKERS), 0);
    List<MaintenanceWindow> maintenance =
        cluster.sections("maintenance").stream().flatMap(it -> window(it).stream()).toList();
    if (name.isEmpty() || url.isEmpty() || groups.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClusterSpec(
            name.get(),
            url.get(),
            dialect,
            groups,
            location,
            labels,
            capacity,
            externalUrl,
            credentials,
            tls,
            uris,
            probe,
            minWorkers,
            maintenance));
  }

  private static Map<String, String> labels(Section section) {
    var labels = new LinkedHashMap<String, String>();
    for (Located<String> key : section.keys()) {
      labels.put(key.value(), section.value(key.value(), Kind.text(), ""));
    }
    return labels;
  }

  private Optional<Credentials> credentials(Section credentials) {
    String user = credentials.value("user", Kind.text(), "").strip();
    Optional<SecretReference> password =
        credentials.verbatim("password", Kind.secretReference(folder), Optional.empty());
    if (!user.isEmpty()) {
      return Optional.of(new Credentials(user, password));
    }
    if (password.isPresent()) {
      credentials.complain("user", "missing beside a password", "a user of the cluster");
    }
    return Optional.empty();
  }

  private TlsTrust tls(Section tls) {
    return new TlsTrust(
        tls.value("authorities", Kind.optional(Kind.path(folder)), Optional.empty()),
        tls.value("verifyHost", Kind.oneOf(new Boolean[] {true, false}, String::valueOf), true));
  }

  private static Optional<MaintenanceWindow> window(Section window) {
    Optional<String> cron = window.required("cron", Kind.cron()).map(Located::value);
    Optional<Duration> duration =
        window
            .required("duration", Kind.duration(ofMinutes(1), MaintenanceWindow.LONGEST))
            .map(Located::value);
    Optional<ZoneId> zone = window.value("zone", Kind.optional(Kind.zone()), Optional.empty());
    return cron.isPresent() && duration.isPresent()
        ? Optional.of(new MaintenanceWindow(cron.get(), duration.get(), zone))
        : Optional.empty();
  }

  /** The word for a constant in the file. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

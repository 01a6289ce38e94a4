package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.selection.Contender;
import io.sluice.broker.selection.Selection;
import io.sluice.broker.selection.Wish;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The look at one group after the other for one statement. Plain loops, since this is done for each
 * statement and fleets have up to 60 clusters. For one thread, once.
 */
final class Search {
  private final Dialect dialect;
  private final Set<String> catalogs;
  private final Optional<ClusterName> pin;
  private final Wish wish;

  private final List<Candidate> within = new ArrayList<>();
  private final List<Candidate> beyond = new ArrayList<>();
  private final List<Candidate> excluded = new ArrayList<>();
  private final List<Candidates.Field> fields = new ArrayList<>();
  private final List<GroupName> groups = new ArrayList<>();
  private final Set<FleetCluster> lacking = new LinkedHashSet<>();
  private final Set<FleetCluster> lackingOnlyCatalogs = new LinkedHashSet<>();
  private boolean otherDialects;

  /** Whether a cluster is left out that might be able to take the statement at another time. */
  private boolean absent;

  /**
   * @param catalogs what the statement needs, in lower case
   * @param pin the only cluster that a rule allows
   */
  Search(Query query, Set<String> catalogs, Optional<ClusterName> pin, Wish wish) {
    this.dialect = query.dialect();
    this.catalogs = catalogs;
    this.pin = pin;
    this.wish = wish;
  }

  /**
   * Looks at a group.
   *
   * @param second the clusters that are to be offered the statement only after the others
   */
  void group(
      GroupSpec group,
      Selection selection,
      List<FleetCluster> clusters,
      Predicate<ClusterSpec> second,
      LiveQueries liveQueries) {
    groups.add(group.name());
    Map<ClusterName, Candidate> eligible = HashMap.newHashMap(clusters.size());
    var contenders = new ArrayList<Contender>(clusters.size());
    for (FleetCluster cluster : clusters) {
      ClusterStatus status = cluster.status();
      Optional<Membership> membership = status.spec().in(group.name());
      if (membership.isEmpty()) {
        continue; // it has just left the group
      }
      String reason = excluded(cluster, status);
      if (!reason.isEmpty()) {
        excluded.add(Candidate.excluded(cluster, group.name(), reason));
        continue;
      }
      EngineLoad load = cluster.load();
      double share = cluster.share();
      String limits = Limits.exceeded(group.thresholds(), load);
      eligible.put(cluster.name(), Candidate.eligible(cluster, group.name(), limits));
      contenders.add(
          new Contender(
              cluster.name(),
              membership.get().priority(),
              membership.get().weight() * share,
              share,
              status.spec().capacity(),
              load.running(),
              load.queued(),
              liveQueries.ofUserOn(wish.user(), cluster.name()),
              status.spec().location(),
              second.test(status.spec()),
              !limits.isEmpty()));
    }
    List<Contender> ordered = selection.order(contenders, wish);
    for (Contender contender : ordered) {
      (contender.beyondThresholds() ? beyond : within).add(eligible.get(contender.name()));
    }
    fields.add(new Candidates.Field(group.name(), selection, ordered));
  }

  /** Why a cluster can't take the statement; empty when it can. */
  private String excluded(FleetCluster cluster, ClusterStatus status) {
    if (pin.isPresent() && !pin.get().equals(cluster.name())) {
      return "the rule pins " + pin.get();
    }
    Optional<Dialect> spoken = status.dialect();
    if (spoken.isPresent() && spoken.get() != dialect) {
      otherDialects = true;
      return "speaks " + spoken.get() + ", the client " + dialect;
    }
    String missing = missing(status);
    ClusterState state = cluster.state();
    if (!missing.isEmpty()) {
      lacking.add(cluster);
    } else if (!Fleet.takesStatements(state) || spoken.isEmpty()) {
      absent = true;
    }
    if (!Fleet.takesStatements(state)) {
      return state + ": " + cluster.reason();
    }
    if (spoken.isEmpty()) {
      return "speaks what is not known yet, the client " + dialect;
    }
    if (missing.isEmpty()) {
      return "";
    }
    lackingOnlyCatalogs.add(cluster);
    return "lacks catalog " + missing;
  }

  /** A catalog that it is known to lack; empty when there is none. */
  private String missing(ClusterStatus status) {
    if (catalogs.isEmpty()) {
      return "";
    }
    Optional<Set<String>> known = status.report().flatMap(ClusterReport::catalogs);
    return known.isPresent() ? Catalogs.missing(catalogs, known.get()) : "";
  }

  /** All that was seen. A cluster of several groups is in it once, where it stands best. */
  Candidates found() {
    Set<ClusterName> seen = HashSet.newHashSet(within.size() + beyond.size() + excluded.size());
    var all = new ArrayList<Candidate>(within.size() + beyond.size() + excluded.size());
    for (List<Candidate> part : List.of(within, beyond, excluded)) {
      for (Candidate candidate : part) {
        if (seen.add(candidate.cluster().name())) {
          all.add(candidate);
        }
      }
    }
    if (!within.isEmpty() || !beyond.isEmpty()) {
      return new Candidates(all, fields, wish, List.of(), Optional.empty());
    }
    return new Candidates(all, fields, wish, List.copyOf(lackingOnlyCatalogs), lackingCatalogs());
  }

  private Optional<LackingCatalogs> lackingCatalogs() {
    if (lacking.isEmpty() || absent) {
      return Optional.empty();
    }
    return Optional.of(new LackingCatalogs(catalogs, List.copyOf(lacking), where()));
  }

  private String where() {
    if (pin.isPresent()) {
      return "cluster %s, the only one that a rule allows, lacks".formatted(pin.get());
    }
    return "no cluster of group%s %s%s has"
        .formatted(
            groups.size() == 1 ? "" : "s",
            String.join(", ", groups.stream().map(GroupName::value).toList()),
            otherDialects ? " that speaks " + dialect : "");
  }
}

package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.selection.Selection;
import io.sluice.broker.selection.Wish;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds the clusters that may take a statement, and the order in which to try them. Safe for any
 * number of threads.
 */
public final class Chooser {
  /** Rules may make up locations; what nobody asked for lately loses whose turn it was. */
  private static final int MOST_SELECTIONS = 1000;

  private final Fleet fleet;
  private final String location;
  private final RandomGenerator random;
  private final Sides sides;
  private final Cache<PolicyOfGroup, Selection> selections =
      Caffeine.newBuilder().maximumSize(MOST_SELECTIONS).build();

  /** A policy has a state of its own in each group, such as whose turn it is. */
  private record PolicyOfGroup(GroupName group, String policy) {}

  /**
   * @param location where this broker stands; empty when nobody has said
   * @param random safe for many threads
   */
  public Chooser(Fleet fleet, String location, RandomGenerator random) {
    this(fleet, location, random, Sides.NONE);
  }

  /**
   * @param location where this broker stands; empty when nobody has said
   * @param random safe for many threads
   * @param sides which clusters come second
   */
  public Chooser(Fleet fleet, String location, RandomGenerator random, Sides sides) {
    this.sides = sides;
    this.fleet = fleet;
    this.location = location;
    this.random = random;
  }

  /**
   * Every cluster that comes into question for a statement, those that can take it in the order in
   * which to try them: the group's, then those of the fallback groups; and then, in the same order,
   * those that are beyond their group's thresholds.
   */
  public Candidates candidates(Outcome outcome, Query query, Sql sql) {
    var wish = new Wish(query.user(), sql.fingerprint(), location);
    Optional<ClusterName> pin =
        outcome instanceof Outcome.Route route ? route.pin() : Optional.empty();
    var search = new Search(query, Catalogs.neededBy(sql), pin, wish);
    for (GroupName group : groupsToTry(outcome)) {
      look(search, group, policy(group, outcome), query.user());
    }
    return search.found();
  }

  /**
   * A cluster for what is no statement: the first that the group, or a fallback group of it, would
   * give one of that dialect to.
   */
  public Optional<FleetCluster> any(GroupName group, Dialect dialect) {
    var wish = new Wish("", "", location);
    var search = new Search(Query.of("", dialect), Set.of(), Optional.empty(), wish);
    var groups = new LinkedHashSet<GroupName>();
    groups.add(group);
    groups.addAll(fleet.group(group).fallback());
    for (GroupName each : groups) {
      look(search, each, fleet.group(each).selection(), "");
    }
    return search.found().all().stream()
        .filter(candidate -> candidate.excluded().isEmpty())
        .map(Candidate::cluster)
        .findFirst();
  }

  private void look(Search search, GroupName group, String policy, String user) {
    Selection selection =
        selections.get(new PolicyOfGroup(group, policy), key -> selection(key.policy()));
    search.group(
        fleet.group(group),
        selection,
        fleet.clustersOf(group),
        sides.second(group, user),
        fleet.liveQueries());
  }

  /** The name of the policy that picks in a group: the rule's, or else the group's own. */
  private String policy(GroupName group, Outcome outcome) {
    Optional<String> asked =
        outcome instanceof Outcome.Route route ? route.selection() : Optional.empty();
    return asked.filter(SelectionPolicies::isKnown).orElseGet(() -> fleet.group(group).selection());
  }

  private Selection selection(String policy) {
    return Selection.named(policy, random)
        .or(() -> Selection.named(GroupSpec.DEFAULT_SELECTION, random))
        .orElseThrow();
  }

  private Set<GroupName> groupsToTry(Outcome outcome) {
    var groups = new LinkedHashSet<GroupName>();
    switch (outcome) {
      case Outcome.Route route -> {
        groups.add(route.group());
        if (!route.strict()) {
          groups.addAll(route.fallbacks());
          groups.addAll(fleet.group(route.group()).fallback());
        }
      }
      case Outcome.Unrouted _ -> {
        groups.add(fleet.defaultGroup());
        groups.addAll(fleet.group(fleet.defaultGroup()).fallback());
      }
      case Outcome.Reject _ -> {}
    }
    return groups;
  }
}

package io.sluice.broker.fleet;

import io.sluice.broker.probe.ClusterReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A statement names catalogs, and each cluster that could take it otherwise lacks one.
 *
 * @param needed the catalogs that it names, in lower case
 * @param clusters the clusters that lack one or more
 * @param where where they were looked for, such as {@code no cluster of group adhoc has}
 */
public record LackingCatalogs(Set<String> needed, List<FleetCluster> clusters, String where) {
  /** The message is an error that people read. */
  private static final int MOST_CLUSTERS = 8;

  private static final int MOST_CATALOGS = 10;

  public LackingCatalogs {
    needed = Set.copyOf(needed);
    clusters = List.copyOf(clusters);
  }

  /** Which catalog is missing where, for the analyst. */
  public String text() {
    Map<FleetCluster, Set<String>> has = new LinkedHashMap<>();
    clusters.forEach(cluster -> has.put(cluster, catalogs(cluster)));
    Set<String> nowhere = new TreeSet<>(needed);
    has.values().forEach(nowhere::removeAll);
    boolean scattered = nowhere.isEmpty();
    Set<String> missed = scattered ? new TreeSet<>(needed) : nowhere;
    String who = missed.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    String what = missed.size() == 1 ? "it" : scattered ? "all of them" : "any of them";
    return "%s %s: %s %s (%s)"
        .formatted(missed.size() == 1 ? "catalog" : "catalogs", who, where, what, told(has));
  }

  private static Set<String> catalogs(FleetCluster cluster) {
    return new TreeSet<>(
        cluster.status().report().flatMap(ClusterReport::catalogs).orElse(Set.of()).stream()
            .map(Catalogs::lower)
            .toList());
  }

  /** Clusters with the same catalogs share a place: most groups are made of equals. */
  private static String told(Map<FleetCluster, Set<String>> has) {
    Map<Set<String>, List<String>> alike = new LinkedHashMap<>();
    has.forEach((cluster, catalogs) ->
        alike.computeIfAbsent(catalogs, _ -> new ArrayList<>()).add(cluster.name().value()));
    return alike.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().getFirst()))
        .limit(MOST_CLUSTERS)
        .map(entry ->
            listed(entry.getValue(), MOST_CLUSTERS) + verb(entry.getValue()) + told(entry.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String verb(List<String> clusters) {
    return clusters.size() == 1 ? " has " : " have ";
  }

  private static String told(Set<String> catalogs) {
    return catalogs.isEmpty() ? "none" : listed(catalogs, MOST_CATALOGS);
  }

  private static String listed(Collection<String> names, int most) {
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() <= most ? shown : shown + " and %d more".formatted(names.size() - most);
  }
}

package io.sluice.rules.ruletest;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the state and load of the fleet that a test's rules see. */
final class FleetReader {
  private static final List<String> KEYS = List.of("groups", "clusters");
  private static final List<String> GROUP_KEYS =
      List.of("clusters", "available", "running", "queued", "capacity", "utilisation");
  private static final List<String> CLUSTER_KEYS =
      List.of(
          "group",
          "state",
          "version",
          "location",
          "labels",
          "catalogs",
          "running",
          "queued",
          "blocked",
          "workers",
          "cpuUtilisation",
          "memoryUtilisation");
  private static final List<String> STATES =
      List.of("STARTING", "HEALTHY", "DEGRADED", "UNHEALTHY", "DRAINING", "DRAINED", "INACTIVE");
  private static final Set<String> TAKING = Set.of("HEALTHY", "DEGRADED");
  private static final int USUAL_CAPACITY = 100;

  private final Values values;
  private final TestProblems problems;

  FleetReader(Values values, TestProblems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** What is there, in the order of the file. */
  record Fleet(List<Group> groups, List<Cluster> clusters) {
    Fleet {
      groups = List.copyOf(groups);
      clusters = List.copyOf(clusters);
    }
  }

  /** A group of which nothing is said: one idle cluster. */
  static Group idle(String name) {
    return new Group(name, 1, 1, 0, 0, USUAL_CAPACITY, 0);
  }

  /**
   * Lays fleets over each other, field by field.
   *
   * @param layers the later ones count before the earlier ones
   */
  Fleet read(List<Node> layers) {
    Map<String, Mapping> groups = new LinkedHashMap<>();
    Map<String, Mapping> clusters = new LinkedHashMap<>();
    for (Node layer : layers) {
      Mapping fleet = Mapping.of(layer, "fleet", problems).only(KEYS, problems);
      fleet.node("groups").ifPresent(node -> overlay(groups, node, "fleet.groups", GROUP_KEYS));
      fleet
          .node("clusters")
          .ifPresent(node -> overlay(clusters, node, "fleet.clusters", CLUSTER_KEYS));
    }
    List<Cluster> readClusters =
        clusters.entrySet().stream()
            .map(entry -> cluster(entry.getKey(), entry.getValue()))
            .toList();
    var names = new LinkedHashSet<>(groups.keySet());
    readClusters.stream().map(Cluster::group).filter(name -> !name.isEmpty()).forEach(names::add);
    var readGroups = new ArrayList<Group>();
    for (String name : names) {
      List<Cluster> own = readClusters.stream().filter(it -> it.group().equals(name)).toList();
      Group derived = own.isEmpty() ? idle(name) : ofClusters(name, own);
      readGroups.add(
          Optional.ofNullable(groups.get(name)).map(said -> group(said, derived)).orElse(derived));
    }
    return new Fleet(readGroups, readClusters);
  }

  private void overlay(Map<String, Mapping> all, Node node, String path, List<String> keys) {
    Mapping named = Mapping.of(node, path, problems);
    named
        .entries()
        .forEach((name, entry) -> {
          if (valid(name, entry.key(), path)) {
            Mapping upper = Mapping.of(entry.value(), named.below(name), problems);
            all.merge(name, upper.only(keys, problems), (before, now) -> now.over(before));
          }
        });
  }

  private boolean valid(String name, Node at, String path) {
    try {
      check(name, path);
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(at.getStartMark(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static Record check(String name, String path) {
    return path.endsWith("groups") ? new GroupName(name) : new ClusterName(name);
  }

  private static Group ofClusters(String name, List<Cluster> own) {
    List<Cluster> available = own.stream().filter(it -> TAKING.contains(it.state())).toList();
    int running = available.stream().mapToInt(Cluster::running).sum();
    int queued = available.stream().mapToInt(Cluster::queued).sum();
    int capacity = available.size() * USUAL_CAPACITY;
    return new Group(
        name,
        own.size(),
        available.size(),
        running,
        queued,
        capacity,
        utilisation(available.size(), running, queued, capacity));
  }

  private Group group(Mapping said, Group otherwise) {
    int available = count(said, "available", -1);
    int clusters = count(said, "clusters", Math.max(otherwise.clusters(), available));
    if (available < 0) {
      available = said.has("clusters") ? clusters : Math.min(otherwise.available(), clusters);
    }
    if (available > clusters) {
      said.node("available")
          .ifPresent(at ->
              problems.wrong(
                  at, said.below("available"), "more than there are", "at most " + clusters));
    }
    int running = count(said, "running", otherwise.running());
    int queued = count(said, "queued", otherwise.queued());
    int capacity = count(said, "capacity", otherwise.capacity());
    double utilisation =
        said.read("utilisation", (node, path) -> values.decimal(node, path, 1))
            .orElse(utilisation(available, running, queued, capacity));
    return new Group(otherwise.name(), clusters, available, running, queued, capacity, utilisation);
  }

  private static double utilisation(int available, int running, int queued, int capacity) {
    return available == 0 || capacity == 0
        ? 1
        : Math.min(1, ((double) running + queued) / capacity);
  }

  private Cluster cluster(String name, Mapping said) {
    if (!said.has("group")) {
      problems.wrong(said.at(), said.below("group"), "missing", "the group that it belongs to");
    }
    return new Cluster(
        name,
        said.read("group", this::groupName).orElse(""),
        said.read("state", this::state).orElse("HEALTHY"),
        said.text("version", values),
        said.text("location", values),
        said.read("labels", values::pairs).orElse(Map.of()),
        Set.copyOf(said.texts("catalogs", values)),
        count(said, "running", 0),
        count(said, "queued", 0),
        count(said, "blocked", 0),
        count(said, "workers", 0),
        part(said, "cpuUtilisation"),
        part(said, "memoryUtilisation"));
  }

  private Optional<String> groupName(Node node, String path) {
    return values.text(node, path).filter(name -> valid(name, node, "groups"));
  }

  private Optional<String> state(Node node, String path) {
    return values
        .text(node, path)
        .flatMap(text -> {
          if (STATES.contains(text)) {
            return Optional.of(text);
          }
          problems.add(
              node.getStartMark(),
              "%s: %s is no state; %s".formatted(path, text, Nearest.hint(text, STATES)));
          return Optional.empty();
        });
  }

  private int count(Mapping said, String key, int otherwise) {
    return said.read(key, (node, path) -> values.whole(node, path, 1_000_000))
        .map(Long::intValue)
        .orElse(otherwise);
  }

  private double part(Mapping said, String key) {
    return said.read(key, (node, path) -> values.decimal(node, path, 1)).orElse(0.0);
  }
}

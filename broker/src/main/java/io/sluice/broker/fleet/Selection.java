package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts the clusters that can take a statement into the order in which to try them. Safe for many
 * threads.
 */
public interface Selection {
  List<FleetCluster> order(List<FleetCluster> eligible);

  /** The policy of that name. */
  static Optional<Selection> named(String name) {
    return switch (name) {
      case "least-loaded" -> Optional.of(leastLoaded());
      case "round-robin" -> Optional.of(roundRobin());
      default -> Optional.empty();
    };
  }

  /** Each in its turn. */
  static Selection roundRobin() {
    var turn = new AtomicInteger();
    return eligible -> rotated(eligible, turn.getAndIncrement());
  }

  /** The one with the least queries for its capacity and weight first; equals take turns. */
  static Selection leastLoaded() {
    var turn = new AtomicInteger();
    return eligible -> {
      record Loaded(FleetCluster cluster, double load) {}
      return rotated(eligible, turn.getAndIncrement()).stream()
          .map(cluster -> new Loaded(cluster, load(cluster)))
          .sorted(Comparator.comparingDouble(Loaded::load))
          .map(Loaded::cluster)
          .toList();
    };
  }

  private static double load(FleetCluster cluster) {
    ClusterSpec spec = cluster.spec();
    return (double) cluster.running()
        / ((double) spec.capacity() * spec.memberships().getFirst().weight());
  }

  private static List<FleetCluster> rotated(List<FleetCluster> clusters, int by) {
    if (clusters.size() < 2) {
      return clusters;
    }
    var rotated = new ArrayList<FleetCluster>(clusters);
    Collections.rotate(rotated, -Math.floorMod(by, clusters.size()));
    return rotated;
  }
}

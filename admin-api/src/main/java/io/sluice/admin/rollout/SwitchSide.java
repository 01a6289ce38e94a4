package io.sluice.admin.rollout;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.rules.fact.ClusterName;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Some clusters of a group. */
public sealed interface SwitchSide {
  /** Whether a cluster is one of them. */
  boolean has(ClusterSpec cluster);

  /**
   * These.
   *
   * @param clusters at least one
   */
  record Named(Set<ClusterName> clusters) implements SwitchSide {
    public Named {
      clusters = Set.copyOf(clusters);
    }

    @Override
    public boolean has(ClusterSpec cluster) {
      return clusters.contains(cluster.name());
    }

    @Override
    public String toString() {
      return new TreeSet<>(clusters).toString();
    }
  }

  /**
   * Those that have all of these labels.
   *
   * @param labels at least one
   */
  record Labelled(Map<String, String> labels) implements SwitchSide {
    public Labelled {
      labels = Map.copyOf(labels);
    }

    @Override
    public boolean has(ClusterSpec cluster) {
      return cluster.labels().entrySet().containsAll(labels.entrySet());
    }

    @Override
    public String toString() {
      return labels.toString();
    }
  }
}

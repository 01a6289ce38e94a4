package io.sluice.broker.config;

import io.sluice.admin.cluster.ClusterSpec;
import java.util.List;

/**
 * The clusters, and what the file is for them and for the groups.
 *
 * @param source what counts
 * @param list every cluster, in the order of the file
 */
public record ClustersConfig(Source source, List<ClusterSpec> list) {
  public ClustersConfig {
    list = List.copyOf(list);
  }

  /** What counts when the file and the store differ. */
  public enum Source {
    /** The store; the file is its seed. */
    STORE,
    /** The file; the store keeps no more than operators' wishes. */
    FILE
  }
}

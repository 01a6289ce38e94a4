package io.sluice.admin.cluster;

import java.util.List;

/** All clusters, as GET answers them. */
record ClusterList(List<ClusterView> clusters) {
  ClusterList {
    clusters = List.copyOf(clusters);
  }
}

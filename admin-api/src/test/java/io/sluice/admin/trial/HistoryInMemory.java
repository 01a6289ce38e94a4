package io.sluice.admin.trial;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.history.ClusterHistory;
import io.sluice.admin.history.TransitionPage;
import io.sluice.admin.history.TransitionView;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/** Two changes of the cluster etl-1. */
public final class HistoryInMemory implements ClusterHistory {
  private static final List<TransitionView> ALL =
      List.of(
          new TransitionView(
              "2",
              ClusterState.HEALTHY,
              ClusterState.UNHEALTHY,
              Samples.AT,
              "connection refused",
              "sluice-1"),
          new TransitionView(
              "1", ClusterState.STARTING, ClusterState.HEALTHY, Samples.AT, "answers", "sluice-1"));

  @Override
  public Optional<TransitionPage> list(ClusterName cluster, Optional<String> before, int limit) {
    if (!cluster.value().equals("etl-1")) {
      return Optional.empty();
    }
    List<TransitionView> older =
        ALL.stream().filter(view -> view.id().compareTo(before.orElse("9")) < 0).toList();
    return Optional.of(
        new TransitionPage(older.stream().limit(limit).toList(), older.size() > limit));
  }
}

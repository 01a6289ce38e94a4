package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.probe.ClusterProbe;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.store.ClusterWish;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

final class ProbedCatalogsTest {
  private final FleetCluster cluster =
      new FleetCluster(
          Clusters.spec("a", "adhoc"),
          ClusterWish.ACTIVE,
          Optional.empty(),
          () -> Instant.EPOCH,
          ZoneOffset.UTC,
          new Health.Hysteresis(1, 2),
          new LiveQueries(Ticker.systemTicker()),
          _ -> {});
  private final List<String> asked = new ArrayList<>();
  private long nanos;
  private ClusterReport answer = Clusters.withCatalogs("tpch");

  private final ClusterProbe probe =
      (spec, _, withCatalogs) -> {
        asked.add(spec.name() + " " + withCatalogs);
        if (answer.starting()) {
          throw new IOException("refused");
        }
        return answer;
      };

  private ProbedCatalogs catalogs(Executor background) {
    return new ProbedCatalogs(probe, background, Duration.ofMillis(50), () -> nanos);
  }

  private Optional<Set<String>> known() {
    return cluster.status().report().flatMap(ClusterReport::catalogs);
  }

  @Test
  void cluster_isAskedOnceInFiveSeconds() throws Exception {
    ProbedCatalogs catalogs = catalogs(Runnable::run);
    catalogs.refresh(List.of(cluster));
    assertThat(known()).contains(Set.of("tpch"));

    answer = Clusters.withCatalogs("tpch", "hive");
    nanos += Duration.ofMillis(4999).toNanos();
    catalogs.refresh(List.of(cluster));
    assertThat(known()).contains(Set.of("tpch"));
    nanos += Duration.ofMillis(1).toNanos();
    catalogs.refresh(List.of(cluster));

    assertThat(known()).contains(Set.of("tpch", "hive"));
    assertThat(asked).containsExactly("a true", "a true");
  }

  @Test
  void answer_isNoSignOfHealth() throws Exception {
    cluster.trafficFailed("reset");
    Health before = cluster.status().health();

    catalogs(Runnable::run).refresh(List.of(cluster));

    assertThat(cluster.status().health()).isEqualTo(before);
  }

  @Test
  void clusterThatDoesNotAnswer_keepsWhatItToldBefore() throws Exception {
    cluster.told(Clusters.withCatalogs("tpch"));
    answer =
        new ClusterReport(
            "",
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            java.util.OptionalInt.empty(),
            Optional.empty(),
            java.util.OptionalLong.empty(),
            List.of());

    catalogs(Runnable::run).refresh(List.of(cluster));

    assertThat(known()).contains(Set.of("tpch"));
  }

  @Test
  void clusterThatHangs_costsNoMoreThanThePatience_andTheNextOnesWaitForTheSameAnswer()
      throws Exception {
    Queue<Runnable> hanging = new ArrayDeque<>();
    ProbedCatalogs catalogs = catalogs(hanging::add);

    catalogs.refresh(List.of(cluster));
    catalogs.refresh(List.of(cluster));

    assertThat(hanging).hasSize(1);
    assertThat(known()).isEmpty();
    hanging.remove().run();
    catalogs.refresh(List.of(cluster));
    assertThat(known()).contains(Set.of("tpch"));
    assertThat(asked).hasSize(1);
  }
}

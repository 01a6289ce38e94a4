package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static List<FleetCluster> clusters(int count) {
    return clusters(count, 1, 10);
  }

  private static List<FleetCluster> clusters(int count, int weightOfFirst, int capacityOfFirst) {
    var fleet =
        new Fleet(
            List.of(),
            new GroupName("g"),
            new Health.Hysteresis(1, 1),
            new LiveQueries(Ticker.systemTicker()),
            () -> Instant.EPOCH);
    for (int i = 1; i <= count; i++) {
      fleet.add(
          Clusters.spec(
              "c" + i,
              "g",
              Dialect.TRINO,
              i == 1 ? weightOfFirst : 1,
              i == 1 ? capacityOfFirst : 10),
          ClusterWish.ACTIVE);
    }
    return fleet.clusters();
  }

  private static List<String> names(List<FleetCluster> clusters) {
    return clusters.stream().map(cluster -> cluster.name().value()).toList();
  }

  @Test
  void roundRobin_givesEachItsTurn_andKeepsTheOthersAsAlternatives() {
    Selection selection = Selection.roundRobin();
    List<FleetCluster> clusters = clusters(3);

    assertThat(names(selection.order(clusters))).containsExactly("c1", "c2", "c3");
    assertThat(names(selection.order(clusters))).containsExactly("c2", "c3", "c1");
    assertThat(names(selection.order(clusters))).containsExactly("c3", "c1", "c2");
    assertThat(names(selection.order(clusters))).containsExactly("c1", "c2", "c3");
  }

  @Test
  void roundRobin_isExact_underManyThreads() throws Exception {
    Selection selection = Selection.roundRobin();
    List<FleetCluster> clusters = clusters(3);

    Map<String, Long> first = firstOf(3000, () -> selection.order(clusters).getFirst());

    assertThat(first).isEqualTo(Map.of("c1", 1000L, "c2", 1000L, "c3", 1000L));
  }

  @Test
  void leastLoaded_spreadsABurst_thatNoProbeHasSeenYet() throws Exception {
    Selection selection = Selection.leastLoaded();
    List<FleetCluster> clusters = clusters(3);

    Map<String, Long> first =
        firstOf(
            300,
            () -> {
              FleetCluster chosen = selection.order(clusters).getFirst();
              chosen.submissionBegins();
              return chosen;
            });

    assertThat(first.values()).allMatch(count -> count > 90 && count < 110);
  }

  @Test
  void leastLoaded_picksTheLeastUsedShareOfTheCapacity() {
    Selection selection = Selection.leastLoaded();
    List<FleetCluster> clusters = clusters(2, 1, 100);
    clusters.getFirst().submissionBegins();
    clusters.getFirst().submissionBegins();
    clusters.getLast().submissionBegins();

    assertThat(names(selection.order(clusters))).containsExactly("c1", "c2");
    assertThat(names(selection.order(clusters))).containsExactly("c1", "c2");
  }

  @Test
  void leastLoaded_countsWeight() {
    Selection selection = Selection.leastLoaded();
    List<FleetCluster> clusters = clusters(2, 4, 10);
    var chosen = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      FleetCluster first = selection.order(clusters).getFirst();
      first.submissionBegins();
      chosen.add(first.name().value());
    }

    assertThat(chosen).filteredOn("c1"::equals).hasSizeBetween(78, 82);
  }

  @Test
  void everyPolicy_takesNoClusterAndOne() {
    for (String name : List.of("round-robin", "least-loaded")) {
      Selection selection = Selection.named(name).orElseThrow();
      assertThat(selection.order(List.of())).isEmpty();
      assertThat(names(selection.order(clusters(1)))).containsExactly("c1");
    }
    assertThat(Selection.named("fastest")).isEmpty();
  }

  private interface Choosing {
    FleetCluster choose();
  }

  private static Map<String, Long> firstOf(int count, Choosing choosing)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var chosen = new ArrayList<Future<String>>();
      for (int i = 0; i < count; i++) {
        chosen.add(threads.submit(() -> choosing.choose().name().value()));
      }
      var names = new ArrayList<String>();
      for (Future<String> name : chosen) {
        names.add(name.get());
      }
      return names.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    }
  }
}

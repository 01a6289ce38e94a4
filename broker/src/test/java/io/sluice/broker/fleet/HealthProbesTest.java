package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.probe.ClusterProbe;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.lang.Thread.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounds of probes, by a clock and on a thread of the test's. */
final class HealthProbesTest {
  private static final ClusterName A = new ClusterName("a");
  private static final ClusterName B = new ClusterName("b");

  private long nanos;
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<ClusterName> dead = new HashSet<>();
  private final List<String> history = new ArrayList<>();
  private final List<ClusterName> learned = new ArrayList<>();
  private Runnable whileAsked = () -> {};
  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(),
          new GroupName("adhoc"),
          new Health.Hysteresis(2, 2, Duration.ofSeconds(5), Duration.ZERO),
          liveQueries,
          () -> Instant.EPOCH.plusNanos(nanos));
  private final FleetFacts facts = new FleetFacts(fleet);
  private final ClusterTargets targets =
      new ClusterTargets(new TrustFiles(), Duration.ofSeconds(2));

  private final ClusterProbe probe =
      (spec, _, withCatalogs) -> {
        asked.add(spec.name() + (withCatalogs ? " catalogs" : ""));
        whileAsked.run();
        if (dead.contains(spec.name())) {
          throw new IOException("refused");
        }
        return report();
      };
  private final HealthProbes probes =
      new HealthProbes(
          fleet,
          facts,
          targets,
          probe,
          (_, cluster) -> learned.add(cluster.name()),
          change -> history.add(change.cluster() + " " + change.to()),
          new DrainDeadlines(liveQueries, (_, _, _) -> {}, background::add, () -> Instant.EPOCH),
          background::add,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          () -> nanos,
          new SplittableRandom(1));

  @AfterEach
  void close() {
    probes.close();
    targets.close();
  }

  private static ClusterReport report() {
    return new ClusterReport(
        "483",
        Optional.of(Dialect.TRINO),
        Optional.of(new CoordinatorId("e9qzz")),
        false,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(Set.of("tpch")),
        OptionalLong.empty(),
        List.of());
  }

  private void add(ClusterName name) {
    fleet.add(
        ClusterSpec.of(name, URI.create("http://127.0.0.1:9"), new GroupName("adhoc")),
        ClusterWish.ACTIVE);
  }

  private void tick(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
    probes.tick();
  }

  private void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  @Test
  @Timeout(20)
  void start_findsWhatTheFirstProbesSaid_andAsksNobodyTwice() {
    add(A);
    add(B);
    dead.add(B);
    probes.begin();
    assertThat(asked).isEmpty();
    runBackground();

    probes.start();

    assertThat(asked).containsExactlyInAnyOrder("a catalogs", "b catalogs");
    assertThat(facts.clusters().stream().map(cluster -> cluster.name() + " " + cluster.state()))
        .containsExactlyInAnyOrder("a HEALTHY", "b " + fleet.find(B).orElseThrow().state());
  }

  @Test
  void newCluster_isProbedAtOnce_withItsCatalogs_andThenEachInterval() {
    add(A);
    tick(0);
    runBackground();
    assertThat(asked).containsExactly("a catalogs");
    assertThat(fleet.find(A).orElseThrow().state()).isEqualTo(ClusterState.HEALTHY);

    tick(2_400);
    runBackground();
    assertThat(asked).containsExactly("a catalogs");
    tick(2_700);
    runBackground();
    assertThat(asked).containsExactly("a catalogs", "a");
    for (int i = 0; i < 600; i++) {
      tick(100);
      runBackground();
    }
    assertThat(asked).filteredOn("a catalogs"::equals).hasSize(2);
    assertThat(asked).hasSizeBetween(12, 17);
  }

  @Test
  void probeThatHangs_isNotSentAgain_andDelaysNoOther() {
    add(A);
    add(B);
    tick(0);
    Runnable hanging = background.remove();
    runBackground();
    for (int i = 0; i < 300; i++) {
      tick(100);
      runBackground();
    }

    assertThat(asked).filteredOn(it -> it.startsWith("b")).hasSizeGreaterThanOrEqualTo(6);
    assertThat(asked).noneMatch(it -> it.startsWith("a"));
    hanging.run();
    assertThat(fleet.find(A).orElseThrow().state()).isEqualTo(ClusterState.HEALTHY);
  }

  @Test
  void openCircuit_isProbedSooner_andChangesAreHistory_inOrder() {
    add(A);
    tick(0);
    runBackground();
    tick(100);
    fleet.find(A).orElseThrow().trafficFailed("reset");
    tick(100);
    runBackground();
    assertThat(history).containsExactly("a HEALTHY", "a UNHEALTHY");
    assertThat(facts.clusters().getFirst().state()).isEqualTo("UNHEALTHY");

    for (int i = 0; i < 17; i++) {
      tick(100);
      runBackground();
    }

    assertThat(asked).hasSize(3);
    assertThat(fleet.find(A).orElseThrow().state()).isEqualTo(ClusterState.HEALTHY);
    tick(100);
    runBackground();
    assertThat(history).containsExactly("a HEALTHY", "a UNHEALTHY", "a HEALTHY");
    assertThat(facts.clusters().getFirst().state()).isEqualTo("HEALTHY");
  }

  @Test
  void clusterThatLeftMeanwhile_isNotLearned_norProbedAgain() {
    add(A);
    tick(0);
    fleet.remove(A);
    runBackground();
    assertThat(learned).isEmpty();
    asked.clear();
    for (int i = 0; i < 100; i++) {
      tick(100);
      runBackground();
    }

    assertThat(asked).isEmpty();
  }

  @Test
  void clusterThatIsSwitchedOff_isLeftAlone_andProbedAtOnceWhenItIsBack() {
    add(A);
    fleet.wish(A, ClusterWish.INACTIVE);
    for (int i = 0; i < 100; i++) {
      tick(100);
    }
    assertThat(background).hasSize(1);
    runBackground();
    assertThat(asked).isEmpty();

    fleet.wish(A, ClusterWish.ACTIVE);
    tick(100);
    runBackground();

    assertThat(asked).containsExactly("a catalogs");
  }

  @Test
  void facts_stayTheSame_whileNothingChanges() {
    add(A);
    tick(0);
    runBackground();
    tick(100);
    var groups = facts.groups();
    var clusters = facts.clusters();
    for (int i = 0; i < 100; i++) {
      tick(100);
      runBackground();
    }

    assertThat(facts.groups()).isSameAs(groups);
    assertThat(facts.clusters()).isSameAs(clusters);
  }

  @Test
  void whatHasChangedLast_isHistory_alsoWhenTheBrokerStops() {
    add(A);
    fleet.wish(A, ClusterWish.INACTIVE);
    probes.close();

    assertThat(history).containsExactly("a INACTIVE");
  }

  @Test
  @Timeout(20)
  void probeUnderWay_comesToItsEnd_beforeTheBrokerStops() throws Exception {
    var order = Collections.synchronizedList(new ArrayList<String>());
    Thread stopping =
        Thread.ofPlatform()
            .unstarted(() -> {
              probes.close();
              order.add("stopped");
            });
    whileAsked =
        () -> {
          stopping.start();
          while (stopping.getState() != State.TIMED_WAITING
              && stopping.getState() != State.TERMINATED) {
            Thread.onSpinWait();
          }
          order.add("answered");
        };
    add(A);
    tick(0);
    runBackground();
    stopping.join();

    assertThat(order).containsExactly("answered", "stopped");
  }

  @Test
  void probeThatHasNotBegunWhenTheBrokerStops_asksNobody() {
    add(A);
    tick(0);
    probes.close();
    runBackground();

    assertThat(asked).isEmpty();
  }
}

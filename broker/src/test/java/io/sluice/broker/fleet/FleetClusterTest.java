package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** One cluster over time, with a clock of the test's. */
final class FleetClusterTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
  private static final QueryId QUERY = new QueryId("20261122_000000_00001_aaaaa");

  private Instant now = BEGIN;
  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final List<StateChange> changes = new ArrayList<>();
  private final FleetCluster cluster = cluster(List.of());

  private FleetCluster cluster(List<MaintenanceWindow> maintenance) {
    ClusterSpec plain = Clusters.spec("a", "adhoc");
    return new FleetCluster(
        new ClusterSpec(
            plain.name(),
            plain.url(),
            plain.dialect(),
            plain.memberships(),
            plain.location(),
            plain.labels(),
            plain.capacity(),
            plain.externalUrl(),
            plain.credentials(),
            plain.tls(),
            plain.uris(),
            plain.probe(),
            plain.minWorkers(),
            maintenance),
        ClusterWish.ACTIVE,
        Optional.empty(),
        () -> now,
        ZoneOffset.UTC,
        new Health.Hysteresis(2, 2, Duration.ofSeconds(5), Duration.ofMinutes(1)),
        liveQueries,
        changes::add);
  }

  private void at(int second) {
    now = BEGIN.plusSeconds(second);
  }

  private static ClusterReport loaded(int running) {
    return new ClusterReport(
        "483",
        Optional.of(Dialect.TRINO),
        Optional.empty(),
        false,
        Optional.of(new EngineLoad(running, 0, 0, 0, 0)),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }

  private void probe(FleetCluster probed, int running) {
    probed.probeSucceeded(probed.question(), loaded(running));
  }

  @Test
  void drained_isACluster_thatSaysSo_afterTheDrainBegan() {
    probe(cluster, 0);
    Question before = cluster.question();
    at(1);
    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));

    assertThat(cluster.state()).as("nobody has asked since").isEqualTo(ClusterState.DRAINING);
    at(2);
    cluster.probeSucceeded(before, loaded(0));
    assertThat(cluster.state()).as("asked before").isEqualTo(ClusterState.DRAINING);
    probe(cluster, 3);
    assertThat(cluster.drain().orElseThrow().left()).isEqualTo(3);
    assertThat(cluster.state()).as("queries of others").isEqualTo(ClusterState.DRAINING);
    probe(cluster, 0);

    assertThat(cluster.state()).isEqualTo(ClusterState.DRAINED);
    assertThat(cluster.drain().orElseThrow().left()).isZero();
  }

  @Test
  void drained_isNoCluster_whoseQueryTheBrokerKnows_whateverTheEngineSays() {
    liveQueries.began(QUERY, new ClusterName("a"));
    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));
    probe(cluster, 0);

    assertThat(cluster.state()).isEqualTo(ClusterState.DRAINING);
    assertThat(cluster.drain().orElseThrow().left()).isEqualTo(1);
    liveQueries.ended(QUERY);

    assertThat(cluster.state()).isEqualTo(ClusterState.DRAINED);
  }

  @Test
  void drained_isAClusterThatIsDead_whateverItSaidBefore() {
    probe(cluster, 7);
    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));
    cluster.probeFailed(cluster.question(), "refused");
    assertThat(cluster.state()).isEqualTo(ClusterState.DRAINING);
    cluster.probeFailed(cluster.question(), "refused");

    assertThat(cluster.state()).isEqualTo(ClusterState.DRAINED);
  }

  @Test
  void drain_isOverdue_fromItsDeadlineOn_whileSomethingIsLeft() {
    liveQueries.began(QUERY, new ClusterName("a"));
    var order = new DrainOrder(now, Optional.of(BEGIN.plusSeconds(60)), true);
    cluster.wish(ClusterWish.DRAINING, Optional.of(order));

    at(59);
    assertThat(cluster.drain().orElseThrow().overdue()).isFalse();
    at(60);
    assertThat(cluster.drain().orElseThrow().overdue()).isTrue();
    assertThat(cluster.reason()).contains("until 2026-11-22T00:01:00Z");
    liveQueries.ended(QUERY);

    assertThat(cluster.drain().orElseThrow().overdue()).isFalse();
  }

  @Test
  void share_growsAfterARecovery_andIsWholeAtTheStart() {
    probe(cluster, 0);
    assertThat(cluster.share()).isEqualTo(1);
    cluster.trafficFailed("reset");
    at(10);
    probe(cluster, 0);
    probe(cluster, 0);

    assertThat(cluster.state()).isEqualTo(ClusterState.HEALTHY);
    assertThat(cluster.share()).isEqualTo(0.1, within(1e-9));
    at(40);
    assertThat(cluster.share()).isEqualTo(0.55, within(1e-9));
    at(70);
    assertThat(cluster.share()).isEqualTo(1);
  }

  @Test
  void share_growsAfterADrainThatCameToItsEnd_andAfterBeingSwitchedOff() {
    probe(cluster, 0);
    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));
    liveQueries.began(QUERY, new ClusterName("a"));
    cluster.wish(ClusterWish.ACTIVE, Optional.empty());
    assertThat(cluster.share()).as("it was never drained").isEqualTo(1);
    liveQueries.ended(QUERY);

    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));
    probe(cluster, 0);
    cluster.wish(ClusterWish.ACTIVE, Optional.empty());
    assertThat(cluster.share()).isEqualTo(0.1, within(1e-9));
    at(100);
    cluster.wish(ClusterWish.INACTIVE, Optional.empty());
    cluster.wish(ClusterWish.ACTIVE, Optional.empty());
    assertThat(cluster.state()).isEqualTo(ClusterState.STARTING);
    probe(cluster, 0);

    assertThat(cluster.share()).isEqualTo(0.1, within(1e-9));
  }

  @Test
  void maintenanceWindow_drains_andAfterItTheClusterWarmsUp() {
    FleetCluster maintained =
        cluster(
            List.of(new MaintenanceWindow("10 0 * * *", Duration.ofMinutes(5), Optional.empty())));
    probe(maintained, 0);
    assertThat(maintained.state()).isEqualTo(ClusterState.HEALTHY);
    assertThat(maintained.share()).isEqualTo(1);
    assertThat(maintained.maintenance().orElseThrow().from()).isEqualTo(BEGIN.plusSeconds(600));

    at(600);
    assertThat(maintained.state()).isEqualTo(ClusterState.DRAINING);
    assertThat(maintained.reason())
        .isEqualTo("maintenance window '10 0 * * *' until 2026-11-22T00:15:00Z");
    probe(maintained, 0);
    assertThat(maintained.state()).isEqualTo(ClusterState.DRAINED);
    assertThat(maintained.drain().orElseThrow().since()).isEqualTo(BEGIN.plusSeconds(600));
    at(900);

    assertThat(maintained.state()).isEqualTo(ClusterState.HEALTHY);
    assertThat(maintained.share()).isEqualTo(0.1, within(1e-9));
    assertThat(maintained.drain()).isEmpty();
  }

  @Test
  void answerOfAnEarlierAddress_orToAProbeBeforeAFailure_saysNothing() {
    Question before = cluster.question();
    cluster.trafficFailed("reset");
    cluster.probeSucceeded(before, loaded(0));
    cluster.probeSucceeded(before, loaded(0));
    assertThat(cluster.state()).isEqualTo(ClusterState.UNHEALTHY);

    ClusterSpec moved = ClusterSpec.of(cluster.name(), URI.create("http://b:1"), home());
    cluster.replaceSpec(moved);
    cluster.probeSucceeded(before, loaded(0));

    assertThat(cluster.state()).isEqualTo(ClusterState.STARTING);
  }

  private GroupName home() {
    return cluster.spec().home();
  }

  @Test
  void eachChangeOfItsState_isTold_onceWithItsReason() {
    probe(cluster, 0);
    probe(cluster, 0);
    cluster.trafficFailed("reset");
    cluster.trafficFailed("reset");
    at(5);
    cluster.wish(ClusterWish.DRAINING, Optional.of(DrainOrder.at(now)));
    probe(cluster, 0);
    cluster.wish(ClusterWish.INACTIVE, Optional.empty());

    assertThat(changes)
        .extracting(StateChange::from, StateChange::to, StateChange::reason)
        .containsExactly(
            tuple(ClusterState.STARTING, ClusterState.HEALTHY, "answers"),
            tuple(ClusterState.HEALTHY, ClusterState.UNHEALTHY, "reset"),
            tuple(ClusterState.UNHEALTHY, ClusterState.DRAINING, "drained by an operator"),
            tuple(ClusterState.DRAINING, ClusterState.DRAINED, "drained by an operator"),
            tuple(ClusterState.DRAINED, ClusterState.INACTIVE, "switched off by an operator"));
    assertThat(cluster.standing().since()).isEqualTo(BEGIN.plusSeconds(5));
  }
}

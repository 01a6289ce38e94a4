package io.sluice.broker.fleet;

import static io.sluice.broker.fleet.Clusters.spec;
import static io.sluice.broker.fleet.Clusters.withCatalogs;
import static io.sluice.broker.fleet.Clusters.withLoad;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FleetFactsTest {
  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(),
          new GroupName("etl"),
          new Health.Hysteresis(1, 1),
          liveQueries,
          () -> Instant.EPOCH);
  private final FleetFacts facts = new FleetFacts(fleet);

  private FleetCluster add(String name) {
    fleet.add(spec(name, "etl"), ClusterWish.ACTIVE);
    FleetCluster cluster = fleet.find(new ClusterName(name)).orElseThrow();
    Clusters.healthy(cluster);
    return cluster;
  }

  private Cluster cluster() {
    facts.refresh();
    return facts.clusters().getFirst();
  }

  @Test
  void cluster_showsWhatTheEngineTold() {
    FleetCluster etl = add("etl-1");
    etl.told(withLoad(12, 3, 0.123));
    etl.told(withCatalogs("hive"));
    etl.told(withLoad(12, 3, 0.123));

    Cluster cluster = cluster();

    assertThat(cluster.running()).isEqualTo(12);
    assertThat(cluster.queued()).isEqualTo(3);
    assertThat(cluster.blocked()).isEqualTo(1);
    assertThat(cluster.workers()).isEqualTo(7);
    assertThat(cluster.cpuUtilisation()).isEqualTo(0.12);
    assertThat(cluster.memoryUtilisation()).isEqualTo(0.46);
    assertThat(cluster.catalogs()).isEqualTo(Set.of("hive"));
  }

  @Test
  void clusterThatTellsNoLoad_showsTheBrokersOwnQueries() {
    FleetCluster etl = add("etl-1");
    var queued = new QueryId("20261123_043710_00001_aaaaa");
    liveQueries.began(queued, etl.name(), Asker.UNKNOWN);
    etl.submissionBegins();
    assertThat(cluster().running()).isEqualTo(1);
    assertThat(cluster().queued()).isEqualTo(1);

    liveQueries.polled(queued, etl.name(), false);

    assertThat(cluster().running()).isEqualTo(2);
    assertThat(cluster().queued()).isZero();
  }

  @Test
  void runningQueries_areNeverFewerThanTheBrokersOwn() {
    FleetCluster etl = add("etl-1");
    for (int i = 1; i <= 3; i++) {
      liveQueries.began(new QueryId("20261123_043710_0000" + i + "_aaaaa"), etl.name());
    }
    etl.told(withLoad(1, 0, 0));

    assertThat(cluster().running()).isEqualTo(3);
  }

  @Test
  void queriesOfTheBroker_allCount_evenIfTheEngineTellsNoQueue() {
    FleetCluster etl = add("etl-1");
    liveQueries.began(new QueryId("20261123_043710_00001_aaaaa"), etl.name(), Asker.UNKNOWN);
    etl.told(withLoad(0, 0, 0.5));

    assertThat(cluster().running()).isEqualTo(1);
    assertThat(cluster().queued()).isZero();
  }

  @Test
  void group_sumsUpItsAvailableClusters() {
    add("etl-1").told(withLoad(4, 1, 0));
    add("etl-2").told(withLoad(2, 3, 0));
    FleetCluster dead = add("etl-3");
    dead.told(withLoad(50, 0, 0));
    dead.trafficFailed("reset");
    facts.refresh();

    assertThat(facts.groups()).containsExactly(new Group("etl", 3, 2, 6, 4, 20, 0.5));
  }

  @Test
  void snapshot_isTheSame_whenUtilisationMovesByLessThanAPercent() {
    FleetCluster etl = add("etl-1");
    etl.told(withLoad(1, 0, 0.501));
    facts.refresh();
    List<Cluster> before = facts.clusters();

    etl.told(withLoad(1, 0, 0.504));
    facts.refresh();

    assertThat(facts.clusters()).isSameAs(before);
  }
}

package io.sluice.broker.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broker that nobody asks anything asks its clusters: little, and over few connections. */
@Timeout(60)
final class FleetUpkeepTest {
  private static final int CLUSTERS = 60;
  private static final int ROUNDS = 10;
  private static final Duration SOON = Duration.ofSeconds(30);

  /** The load beside the info. */
  private static final int MOST_PER_ROUND = 2;

  /** Catalogs, which are asked for once a minute, and finding out what a cluster can tell. */
  private static final int ONCE = 20;

  private final List<StandInCluster> clusters =
      IntStream.range(0, CLUSTERS)
          .mapToObj(i -> StandInCluster.builder().name("c-%02d".formatted(i)).build().start())
          .toList();

  @AfterEach
  void stop() {
    clusters.forEach(StandInCluster::close);
  }

  @Test
  void roundOfProbes_isTwoRequestsForEachCluster_onKeptConnections(@TempDir Path folder)
      throws IOException, InterruptedException {
    clusters.forEach(cluster -> cluster.catalogs("system", "tpch"));
    Member[] members =
        clusters.stream().map(cluster -> RunningBroker.in("g", cluster)).toArray(Member[]::new);
    String settings = "health: { interval: 1s, timeout: 5s }";
    try (var _ = RunningBroker.start(folder, settings, "", members)) {
      for (StandInCluster cluster : clusters) {
        assertThat(cluster.awaitReceived(FleetUpkeepTest::isInfo, ROUNDS, SOON))
            .as(cluster.name())
            .isTrue();
      }
      for (StandInCluster cluster : clusters) {
        int rounds = cluster.received(FleetUpkeepTest::isInfo).size();
        assertThat(cluster.received().size())
            .as("%s in %d rounds", cluster.name(), rounds)
            .isLessThanOrEqualTo(rounds * MOST_PER_ROUND + ONCE);
        assertThat(cluster.acceptedConnections()).isLessThanOrEqualTo(4);
      }
    }
  }

  private static boolean isInfo(ReceivedRequest request) {
    return request.path().equals("/v1/info");
  }
}

package io.sluice.broker.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.StandInCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade of a whole fleet under load, one cluster after the other: nothing is lost. */
@Timeout(600)
final class UpgradeTest {
  private static final String SETTINGS =
      """
      front: { host: 127.0.0.1, port: 0 }
      health: { interval: 2s, timeout: 5s, failures: 10, successes: 1 }
      """;
  private static final int CLUSTERS = 60;
  private static final int GROUPS = 6;
  private static final String RULES =
      """
      rule "to the group that is named"
      when
        Query($group: source, source != "")
      then
        decision.route($group);
      end
      """;

  private final List<StandInCluster> clusters =
      IntStream.range(0, CLUSTERS).mapToObj(UpgradeTest::standIn).toList();
  private final List<String> started = new ArrayList<>();
  private RunningBroker broker;
  private AdminClient admin;
  private Load load;

  private static StandInCluster standIn(int number) {
    return StandInCluster.builder()
        .name("c-%02d".formatted(number))
        .rememberedQueries(1_000_000)
        .build()
        .start();
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Member[] members =
        IntStream.range(0, CLUSTERS)
            .mapToObj(i -> RunningBroker.in("g" + i % GROUPS, clusters.get(i)))
            .toArray(Member[]::new);
    broker = RunningBroker.start(folder, SETTINGS, RULES, members);
    admin = new AdminClient(broker.admin());
    load = new Load(broker.front());
    for (int group = 0; group < GROUPS; group++) {
      String[] headers = {"X-Trino-User", "ann", "X-Trino-Source", "g" + group};
      load.with(1, "rows=20, pages=2", headers).with(1, "run=held, rows=5", headers);
    }
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(admin, broker);
    clusters.forEach(StandInCluster::close);
  }

  private void await(StandInCluster cluster, String state) throws Exception {
    JsonNode answer =
        admin.await(
            "/api/v1/clusters/" + cluster.name(),
            view -> view.path("state").asText().equals(state));
    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo(state);
  }

  /** What came until the drain goes on to its end. */
  private void awaitDrained(StandInCluster cluster) throws Exception {
    String path = "/api/v1/clusters/" + cluster.name();
    JsonNode view = admin.get(path);
    for (int tried = 0; tried < 3 && !view.path("state").asText().equals("DRAINED"); tried++) {
      view =
          admin.await(
              path,
              now -> {
                cluster.release();
                return now.path("state").asText().equals("DRAINED");
              });
    }
    assertThat(view.path("state").asText()).as(view.toString()).isEqualTo("DRAINED");
  }

  /** As an operator upgrades it: drain, wait, install, start, activate. */
  private void upgrade(StandInCluster cluster, int number) throws Exception {
    admin.post("/api/v1/clusters/" + cluster.name() + "/drain", "");
    cluster.release();
    awaitDrained(cluster);
    started.addAll(Load.startedOn(cluster));
    cluster.restart("u%04d".formatted(number));
    admin.post("/api/v1/clusters/" + cluster.name() + "/activate", "");
    await(cluster, "HEALTHY");
  }

  @Test
  void upgradeOfSixtyClusters_oneAfterTheOther_losesNothing() throws Exception {
    for (int i = 0; i < CLUSTERS; i++) {
      upgrade(clusters.get(i), i);
    }
    int done = load.done();
    load.end();
    admin.await(
        "/health/live",
        _ -> {
          clusters.forEach(StandInCluster::release);
          return broker.vitals().liveQueries() == 0;
        });
    load.join();

    assertThat(load.errors()).isEmpty();
    assertThat(done).isGreaterThan(CLUSTERS);
    clusters.forEach(cluster -> started.addAll(Load.startedOn(cluster)));
    assertThat(started).containsExactlyInAnyOrderElementsOf(load.asked());
  }
}

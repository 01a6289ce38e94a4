package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of different catalogs: no statement reaches one that lacks what it names. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogsTest {
  private static final String GROUPS =
      "groups: { main: { select: round-robin } }\nhealth: { interval: 200ms, timeout: 20s }";

  private final StandInCluster one = cluster("c1", "aaaaa");
  private final StandInCluster two = cluster("c2", "bbbbb");
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  private static StandInCluster cluster(String name, String coordinatorId) {
    return StandInCluster.builder()
        .name(name)
        .coordinatorId(coordinatorId)
        .longPoll(Duration.ofMillis(100))
        .build();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    List.of(one, two).forEach(StandInCluster::start);
    one.catalogs("system", "tpch");
    two.catalogs("system", "tpch", "hive");
    broker = RunningBroker.start(folder, GROUPS, "", in("main", one), in("main", two));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "ann");
    for (StandInCluster cluster : List.of(one, two)) {
      admin.await("/api/v1/clusters/" + cluster.name(), view -> view.path("catalogs").size() > 1);
    }
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(client, admin, broker, one, two);
  }

  private JsonNode decision(StatementClient.Result result) throws Exception {
    return admin.await(
        "/api/v1/decisions/by-query/" + result.id(), answer -> answer.has("outcome"));
  }

  @Test
  void statement_goesWhereItsCatalogIs_andNowhereElse() throws Exception {
    for (int i = 0; i < 4; i++) {
      JsonNode decision = decision(client.run("SELECT * FROM hive.web.clicks"));
      assertThat(decision.path("cluster").asText()).isEqualTo("c2");
      assertThat(decision.at("/candidates/1/reason").asText()).isEqualTo("lacks catalog hive");
    }
  }

  @Test
  void catalogOfNoCluster_isAnErrorThatTellsWhatThereIs() throws Exception {
    StatementClient.Result result = client.run("SELECT * FROM nowhere.a.b");

    assertThat(result.error())
        .contains(
            "catalog 'nowhere': no cluster of group main has it"
                + " (c1 has system, tpch; c2 has hive, system, tpch)");
    JsonNode decision = decision(result);
    assertThat(decision.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(decision.path("errorName").asText()).isEqualTo("CATALOG_NOT_FOUND");
  }
}

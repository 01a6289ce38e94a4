package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that kills a query goes to the cluster that runs it. */
@Timeout(60)
final class KillQueryTest {
  private final List<StandInCluster> clusters =
      IntStream.rangeClosed(1, 5)
          .mapToObj(i -> StandInCluster.builder().name("trino-" + i).build().start())
          .toList();
  private Member[] members = {};
  private RunningBroker broker;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    members = clusters.stream().map(cluster -> in("adhoc", cluster)).toArray(Member[]::new);
    broker = RunningBroker.start(folder, "", "", members);
  }

  @AfterEach
  void stop() {
    broker.close();
    clusters.forEach(StandInCluster::close);
  }

  /** A query on some cluster; the broker has not chosen it. */
  private static String running(StandInCluster cluster) throws Exception {
    try (var direct = new StatementClient(cluster.url(), "X-Trino-User", "ann")) {
      direct.run("SELECT 1 -- stand-in: rows=1");
    }
    return cluster.queryIds().getLast();
  }

  private String kill(String sql) throws Exception {
    String prepared =
        "p=" + URLEncoder.encode("CALL system.runtime.kill_query(?)", StandardCharsets.UTF_8);
    try (var client =
        new StatementClient(
            broker.front(), "X-Trino-User", "ann", "X-Trino-Prepared-Statement", prepared)) {
      return client.run(sql).id();
    }
  }

  private StandInCluster owner(String queryId) {
    return clusters.stream()
        .filter(cluster -> queryId.endsWith("_" + cluster.coordinatorId()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL system.runtime.kill_query('%s', 'enough')",
        "CALL system.runtime.kill_query(message => 'enough', query_id => '%s')",
        "EXECUTE p USING '%s'",
        "EXECUTE IMMEDIATE 'CALL system.runtime.kill_query(?)' USING '%s'"
      })
  void kill_goesToTheOwner_whateverTheRulesWouldChoose(String sql) throws Exception {
    for (StandInCluster cluster : clusters) {
      String id = running(cluster);

      String killer = kill(sql.formatted(id));

      assertThat(owner(killer).name()).isEqualTo(cluster.name());
    }
  }

  @Test
  void decision_tellsWhy() throws Exception {
    String id = running(clusters.get(3));
    String killer = kill("CALL system.runtime.kill_query('%s')".formatted(id));

    try (var admin = new AdminClient(broker.admin())) {
      String view = admin.get("/api/v1/decisions/by-query/" + killer).toString();

      assertThat(view).contains("owns query " + id + ", which is to be killed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20261123_043710_00026_zzzzz", "../../v1/info", "no id at all", ""})
  void kill_ofWhatNobodyHas_goesWhereStatementsGo(String id) throws Exception {
    assertThat(owner(kill("CALL system.runtime.kill_query('%s')".formatted(id)))).isNotNull();
    assertThat(clusters)
        .allSatisfy(cluster ->
            assertThat(cluster.received()).noneMatch(request -> request.path().contains("..")));
  }
}

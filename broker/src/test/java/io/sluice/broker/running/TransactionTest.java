package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction stays on the cluster where it began. */
@Timeout(60)
final class TransactionTest {
  private static final int MOST_STATEMENTS = 2000;

  private @TempDir Path folder;
  private final java.util.ArrayList<StandInCluster> clusters = new java.util.ArrayList<>();
  private Member[] members = {};
  private RunningBroker broker;

  @BeforeEach
  void start() throws IOException {
    for (StandInDialect dialect : StandInDialect.values()) {
      for (int i = 1; i <= 3; i++) {
        clusters.add(
            StandInCluster.builder().name(dialect + "-" + i).dialect(dialect).build().start());
      }
    }
    members = clusters.stream().map(cluster -> in("adhoc", cluster)).toArray(Member[]::new);
    broker = RunningBroker.start(folder, "", "", members);
  }

  @AfterEach
  void stop() {
    broker.close();
    clusters.forEach(StandInCluster::close);
  }

  private StatementClient client(StandInDialect dialect, String transaction) {
    String prefix = dialect == StandInDialect.TRINO ? "X-Trino-" : "X-Presto-";
    return new StatementClient(
        broker.front(), prefix + "User", "alice", prefix + "Transaction-Id", transaction);
  }

  private static String header(StandInDialect dialect, String name) {
    return (dialect == StandInDialect.TRINO ? "x-trino-" : "x-presto-") + name;
  }

  private Set<String> clustersOf(StandInDialect dialect, String transaction, int statements)
      throws Exception {
    var names = new HashSet<String>();
    try (StatementClient client = client(dialect, transaction)) {
      for (int i = 0; i < statements; i++) {
        names.add(cluster(client));
      }
    }
    return names;
  }

  /**
   * The clusters of statements outside a transaction, until there are so many. A probe that was
   * answered within a statement makes its cluster look busy until the next one.
   */
  private Set<String> clustersWithoutTransaction(StandInDialect dialect, int expected)
      throws Exception {
    var names = new HashSet<String>();
    try (StatementClient client = client(dialect, "NONE")) {
      for (int i = 0; i < MOST_STATEMENTS && names.size() < expected; i++) {
        names.add(cluster(client));
      }
    }
    return names;
  }

  private static String cluster(StatementClient client) throws Exception {
    return client.run("SELECT 1").rows().getFirst().get(0).asText();
  }

  @ParameterizedTest
  @EnumSource(StandInDialect.class)
  void statementsOfATransaction_stayTogether_alsoAfterARestart(StandInDialect dialect)
      throws Exception {
    assertThat(clustersWithoutTransaction(dialect, 3)).hasSize(3);
    String transaction = begin(dialect);

    Set<String> before = clustersOf(dialect, transaction, 9);
    broker.close();
    broker = RunningBroker.restart(folder, "", members);
    Set<String> after = clustersOf(dialect, transaction, 9);

    assertThat(before).hasSize(1);
    assertThat(after).isEqualTo(before);
    try (StatementClient client = client(dialect, transaction)) {
      var committed = client.run("COMMIT");
      assertThat(committed.error()).isEmpty();
      assertThat(committed.headers()).containsKey(header(dialect, "clear-transaction-id"));
    }
    assertThat(openTransactions()).isZero();
    assertThat(clustersWithoutTransaction(dialect, 3)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(StandInDialect.class)
  void transactionOfADrainingCluster_canStillBeEnded(StandInDialect dialect) throws Exception {
    String transaction = begin(dialect);
    String owner = clustersOf(dialect, transaction, 1).iterator().next();
    try (var admin = new AdminClient(broker.admin());
        StatementClient client = client(dialect, transaction)) {
      admin.post("/api/v1/clusters/" + owner + "/drain", "");

      assertThat(clustersWithoutTransaction(dialect, 2)).hasSize(2).doesNotContain(owner);
      assertThat(client.run("COMMIT").error()).isEmpty();
    }
  }

  private String begin(StandInDialect dialect) throws Exception {
    try (StatementClient client = client(dialect, "NONE")) {
      var started = client.run("START TRANSACTION");
      assertThat(started.error()).isEmpty();
      return List.of(started.headers().get(header(dialect, "started-transaction-id"))).getFirst();
    }
  }

  private int openTransactions() {
    return clusters.stream().mapToInt(StandInCluster::openTransactions).sum();
  }
}

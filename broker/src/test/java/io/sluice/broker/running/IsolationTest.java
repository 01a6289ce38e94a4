package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is slow, only those wait who asked for it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IsolationTest {
  private static final String RULES =
      """
      rule "slow cluster" when Query(source == "slow") then decision.route("slow"); end

      rule "backtracking"
        salience 10
      when
        Sql(text matches ".*x.*x.*x.*x.*x.*x.*y")
      then
        decision.route("slow");
      end
      """;
  private static final Duration BUDGET = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final StandInCluster fast = StandInCluster.builder().name("fast-1").build();
  private final StandInCluster slow = StandInCluster.builder().name("slow-1").build();
  private final Gate gate = Gate.closed();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    fast.start();
    slow.start();
    broker = RunningBroker.start(folder, BUDGET, RULES, in("fast", fast), in("slow", slow));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterAll
  void stop() {
    gate.open();
    RunningBroker.closeAll(client, admin, broker, fast, slow);
  }

  @Test
  void hangingCluster_holdsUpNobodyElse() throws Exception {
    slow.misbehave(request -> !request.isProbe(), new Misbehaviour.Hang(gate));
    int waiting = 300;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        StatementClient toSlow = client.with("X-Trino-Source", "slow")) {
      var answers = new ArrayList<Future<StatementClient.Result>>();
      for (int i = 0; i < waiting; i++) {
        answers.add(threads.submit(() -> toSlow.run("SELECT 1")));
      }
      assertThat(slow.awaitReceived(ReceivedRequest::isStatement, waiting, SOON))
          .as(() -> "came: " + slow.received(ReceivedRequest::isStatement).size())
          .isTrue();

      long begin = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        assertThat(client.run("SELECT 1").rows().toString()).contains("fast-1");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);

      gate.open();
      for (Future<StatementClient.Result> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS).rows().toString()).contains("slow-1");
      }
    }
  }

  @Test
  void ruleBeyondItsBudget_costsItsStatementTheRoute_andOthersNothing() throws Exception {
    String evil = "SELECT '" + "x".repeat(2000) + "'";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<StatementClient.Result>>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> client.run(evil)));
      }
      // Polls never wait for a verdict, so they pass whatever the rules are at.
      JsonNode held = client.begin("SELECT 1 -- stand-in: rows=200, pages=200");
      var polled = client.follow(client.get(held.path("nextUri").asText()));
      assertThat(polled.rows()).hasSizeGreaterThan(190);

      for (Future<StatementClient.Result> answer : answers) {
        var result = answer.get(30, TimeUnit.SECONDS);
        assertThat(result.rows().toString()).contains("fast-1");
        JsonNode decision =
            admin.await("/api/v1/decisions/by-query/" + result.id(), d -> d.has("outcome"));
        assertThat(decision.path("outcome").asText()).isEqualTo("DEFAULTED");
        assertThat(decision.path("flags").toString()).contains("OVER_BUDGET");
      }
    }
  }
}

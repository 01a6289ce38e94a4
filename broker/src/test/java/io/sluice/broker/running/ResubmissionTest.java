package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster that dies between its answer to a statement and the first poll: no engine has begun
 * with the statement, so another cluster has it, once, and the client sees no error.
 */
@Timeout(60)
final class ResubmissionTest {
  private static final String SETTINGS =
      """
      front: { host: 127.0.0.1, port: 0 }
      health: { interval: 10m, timeout: 2s, failures: 2 }
      groups: { main: { fallback: [spare, last] }, spare: {}, last: {} }
      """;
  private static final String RULES =
      """
      rule "strict"
      when
        Query(source == "strict")
      then
        decision.route("main");
        decision.strict();
      end

      rule "pinned"
      when
        Query(source == "pinned")
      then
        decision.route("main");
        decision.pin("main-1");
      end
      """;

  private final StandInCluster main = StandInCluster.builder().name("main-1").build();
  private final StandInCluster spare = StandInCluster.builder().name("spare-1").build();
  private final StandInCluster last = StandInCluster.builder().name("last-1").build();
  private final StandInCluster presto1 = presto("presto-1");
  private final StandInCluster presto2 = presto("presto-2");
  private Path folder;
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  private static StandInCluster presto(String name) {
    return StandInCluster.builder().name(name).dialect(StandInDialect.PRESTO).build();
  }

  @BeforeEach
  void start(@TempDir Path tests) throws IOException {
    folder = tests;
    Stream.of(main, spare, last, presto1, presto2).forEach(StandInCluster::start);
    startBroker(SETTINGS);
  }

  private void startBroker(String settings) throws IOException {
    broker =
        RunningBroker.start(
            folder,
            settings,
            RULES,
            in("main", main),
            in("main", presto1),
            in("spare", spare),
            in("spare", presto2),
            in("last", last));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, admin, broker, main, spare, last, presto1, presto2);
  }

  private static String next(HttpResponse<String> answer) throws IOException {
    return StatementClient.page(answer).path("nextUri").asText();
  }

  /** Its process ends; the broker has seen the ends of its connections. */
  private void dies(StandInCluster cluster) {
    cluster.door(Door.SHUT);
    cluster.dropConnections();
    endsOfConnectionsAreSeen();
  }

  /** A poll on a connection whose end is not seen yet may have arrived: it would move nothing. */
  private void endsOfConnectionsAreSeen() {
    assertThat(broker.await(now -> now.idleConnections() == 0).idleConnections()).isZero();
  }

  /** Of the client's statements; probes ask for catalogs meanwhile. */
  private static long started(StandInCluster cluster) {
    return cluster.startedStatements().stream().filter("SELECT 'é 東京'"::equals).count();
  }

  private static int statements(StandInCluster cluster) {
    return cluster.received(ReceivedRequest::isStatement).size();
  }

  private JsonNode decision(String queryId) throws Exception {
    return admin.await("/api/v1/decisions/by-query/" + queryId, answer -> answer.has("outcome"));
  }

  @ParameterizedTest
  @EnumSource(StandInDialect.class)
  void deathBeforeTheFirstPoll_isUnseen(StandInDialect dialect) throws Exception {
    boolean trino = dialect == StandInDialect.TRINO;
    StandInCluster first = trino ? main : presto1;
    StandInCluster second = trino ? spare : presto2;
    try (var other =
        new StatementClient(broker.front(), trino ? "X-Trino-User" : "X-Presto-User", "alice")) {
      HttpResponse<String> accepted = other.post("SELECT 'é 東京'");
      String lost = StatementClient.page(accepted).path("id").asText();
      dies(first);

      var result = other.follow(accepted);

      assertThat(result.error()).isEmpty();
      assertThat(result.rows().toString()).contains(second.name());
      assertThat(second.received(ReceivedRequest::isStatement).getFirst().body())
          .isEqualTo(first.received(ReceivedRequest::isStatement).getFirst().body());
      assertThat(second.received(ReceivedRequest::isStatement).getFirst().headers())
          .isEqualTo(first.received(ReceivedRequest::isStatement).getFirst().headers());
      assertThat(started(first)).isZero();
      assertThat(started(second)).isEqualTo(1);
      checkAudit(lost, result.id(), first.name(), second.name());
      assertThat(broker.await(now -> now.liveQueries() == 0).liveQueries()).isZero();
      assertThat(broker.vitals().unpolledStatements()).isZero();
    }
  }

  private void checkAudit(String lost, String found, String first, String second) throws Exception {
    JsonNode decision = decision(found);
    List<JsonNode> attempts = decision.path("attempts").valueStream().toList();
    assertThat(attempts.stream().map(attempt -> attempt.path("cluster").asText()))
        .containsExactly(first, first, second);
    assertThat(attempts.get(1).path("result").asText())
        .contains("first poll of " + lost)
        .containsIgnoringCase("refused");
    assertThat(decision.path("clusterBecause").asText()).contains("submitted again").contains(lost);
    assertThat(
            admin
                .await(
                    "/api/v1/decisions/by-query/" + lost,
                    answer -> answer.path("state").asText().equals("CANCELED"))
                .path("state")
                .asText())
        .isEqualTo("CANCELED");
  }

  @Test
  void restartBeforeTheFirstPoll_isUnseen() throws Exception {
    HttpResponse<String> accepted = client.post("SELECT 1");
    main.restart("zzzzz");
    endsOfConnectionsAreSeen();

    var result = client.follow(accepted);

    assertThat(result.error()).isEmpty();
    assertThat(result.rows().toString()).contains("main-1");
    assertThat(result.id()).endsWith("_zzzzz");
    assertThat(statements(spare)).isZero();
  }

  @Test
  void secondDeathBeforeTheFirstPoll_isUnseenAsWell() throws Exception {
    String next = next(client.post("SELECT 1"));
    dies(main);
    HttpResponse<String> moved = client.get(next);
    assertThat(StatementClient.page(moved).path("id").asText()).endsWith(spare.coordinatorId());
    dies(spare);

    var result = client.follow(moved);

    assertThat(result.rows().toString()).contains("last-1");
    assertThat(decision(result.id()).path("attempts")).hasSize(5);
  }

  @Test
  void deathAfterTheFirstPoll_movesNothing() throws Exception {
    String next = client.begin("INSERT INTO t SELECT 1").path("nextUri").asText();
    dies(main);

    assertThat(client.get(next).statusCode()).isEqualTo(503);

    assertThat(statements(spare)).isZero();
    assertThat(broker.vitals().unpolledStatements()).isZero();
  }

  /** What happens to a poll that its cluster has got, and what the client sees of it. */
  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(Named.of("closed", new Misbehaviour.CloseUnanswered(false)), 503),
        Arguments.of(Named.of("reset", new Misbehaviour.CloseUnanswered(true)), 503),
        Arguments.of(Named.of("garbage", new Misbehaviour.Garbage()), 503),
        Arguments.of(Named.of("unavailable", new Misbehaviour.Status(503)), 503),
        Arguments.of(Named.of("bad gateway", new Misbehaviour.Status(502)), 502),
        Arguments.of(Named.of("gone", new Misbehaviour.Status(410)), 410));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void firstPollThatMayHaveArrived_movesNothing(Misbehaviour loss, int seen) throws Exception {
    String next = next(client.post("INSERT INTO t SELECT 1"));
    main.misbehave(request -> request.method().equals("GET"), loss);

    int status = client.get(next).statusCode();
    dies(main);
    int again = client.get(next).statusCode();

    assertThat(List.of(status, again)).containsExactly(seen, 503);
    assertThat(statements(spare)).isZero();
  }

  @Test
  void pollOfAnotherUri_movesNothing() throws Exception {
    String next = next(client.post("SELECT 1"));
    dies(main);

    assertThat(client.get(next + "?x=1").statusCode()).isEqualTo(503);
    assertThat(client.get(next.replaceFirst("/1$", "/2")).statusCode()).isEqualTo(503);

    assertThat(statements(spare)).isZero();
    assertThat(client.follow(client.get(next)).rows().toString()).contains("spare-1");
  }

  @Test
  void cancelledStatement_isNotSubmittedAgain() throws Exception {
    String next = next(client.post("SELECT 1"));
    assertThat(client.delete(next).statusCode()).isEqualTo(204);
    dies(main);

    assertThat(client.get(next).statusCode()).isEqualTo(503);

    assertThat(statements(spare)).isZero();
  }

  @Test
  void statementWithinATransaction_staysWithItsCluster() throws Exception {
    try (var opening = client.with("X-Trino-Transaction-Id", "NONE")) {
      String id =
          opening
              .run("START TRANSACTION")
              .headers()
              .getOrDefault("x-trino-started-transaction-id", "none");
      try (var within = client.with("X-Trino-Transaction-Id", id)) {
        String next = next(within.post("SELECT 1"));
        dies(main);

        assertThat(within.get(next).statusCode()).isEqualTo(503);
      }
    }
    assertThat(statements(spare)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict", "pinned"})
  void ruleThatAllowsNoOtherCluster_isKept(String source) throws Exception {
    try (var bound = client.with("X-Trino-Source", source)) {
      String next = next(bound.post("SELECT 1"));
      dies(main);

      assertThat(bound.get(next).statusCode()).isEqualTo(503);
    }
    assertThat(statements(spare)).isZero();
  }

  @Test
  void noOtherCluster_letsTheClientPollAgain_untilOneTakesIt() throws Exception {
    String next = next(client.post("SELECT 1"));
    spare.misbehave(new Misbehaviour.Status(503));
    last.misbehave(new Misbehaviour.CloseUnanswered(true));
    dies(main);

    assertThat(client.get(next).statusCode()).isEqualTo(503);
    assertThat(client.get(next).statusCode()).isEqualTo(503);
    main.door(Door.OPEN);
    var result = client.follow(client.get(next));

    assertThat(result.rows().toString()).contains("main-1");
    assertThat(main.startedStatements().stream().filter("SELECT 1"::equals)).hasSize(1);
    assertThat(statements(spare)).isEqualTo(1);
  }

  @Test
  void removedCluster_losesNothingThatItHasNotBegun() throws Exception {
    try (var other = new StatementClient(broker.front(), "X-Presto-User", "alice")) {
      String next = next(other.post("SELECT 1"));
      admin.post("/api/v1/clusters/presto-1/deactivate", "");
      assertThat(admin.delete("/api/v1/clusters/presto-1", "*")).isEqualTo(204);
      presto1.close();
      endsOfConnectionsAreSeen();

      assertThat(other.follow(other.get(next)).rows().toString()).contains("presto-2");
    }
  }

  @Test
  void noMemoryForIt_movesNothing() throws Exception {
    RunningBroker.closeAll(client, admin, broker);
    startBroker(SETTINGS.replace("port: 0", "port: 0, resubmitMemory: 0B"));
    String next = next(client.post("SELECT 1"));
    assertThat(broker.vitals().unpolledStatements()).isZero();
    dies(main);

    assertThat(client.get(next).statusCode()).isEqualTo(503);
    assertThat(statements(spare)).isZero();
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that does not take a statement: another one does, and the client sees no error. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailoverTest {
  private static final String SETTINGS =
      """
      front: { host: 127.0.0.1, port: 0, submitTimeout: 3s }
      health: { interval: 100ms, timeout: 2s, successes: 2 }
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

      rule "own fallback"
      when
        Query(source == "own-fallback")
      then
        decision.route("main");
        decision.fallback("last");
      end
      """;

  private final StandInCluster main = StandInCluster.builder().name("main-1").build();
  private final StandInCluster spare = StandInCluster.builder().name("spare-1").build();
  private final StandInCluster last = StandInCluster.builder().name("last-1").build();
  private final Gate gate = Gate.closed();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    main.start();
    spare.start();
    last.start();
    broker =
        RunningBroker.start(
            folder, SETTINGS, RULES, in("main", main), in("spare", spare), in("last", last));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterAll
  void stop() {
    gate.open();
    RunningBroker.closeAll(client, admin, broker, main, spare, last);
  }

  @BeforeEach
  void heal() throws Exception {
    for (StandInCluster cluster : List.of(main, spare, last)) {
      cluster.behave();
      assertThat(awaitState(cluster, "HEALTHY")).isEqualTo("HEALTHY");
      cluster.forget();
    }
  }

  private String awaitState(StandInCluster cluster, String state) throws Exception {
    return admin
        .await(
            "/api/v1/clusters/" + cluster.name(),
            answer -> answer.path("state").asText().equals(state))
        .path("state")
        .asText();
  }

  private JsonNode decision(String queryId) throws Exception {
    return admin.await("/api/v1/decisions/by-query/" + queryId, answer -> answer.has("outcome"));
  }

  private static List<ReceivedRequest> statements(StandInCluster cluster) {
    return cluster.received(ReceivedRequest::isStatement);
  }

  private static List<String> attempts(JsonNode decision) {
    return decision
        .path("attempts")
        .valueStream()
        .map(attempt -> attempt.path("cluster").asText())
        .toList();
  }

  Stream<Named<Misbehaviour>> failures() {
    return Stream.of(
        Named.of("reset", new Misbehaviour.CloseUnanswered(true)),
        Named.of("close", new Misbehaviour.CloseUnanswered(false)),
        Named.of("502", new Misbehaviour.Status(502)),
        Named.of("503", new Misbehaviour.Status(503)),
        Named.of("503 later", new Misbehaviour.Status(503, Optional.of("120"))),
        Named.of("504", new Misbehaviour.Status(504)),
        Named.of(
            "503 with a long page", new Misbehaviour.Canned(503, List.of(), "x".repeat(300_000))),
        Named.of("garbage", new Misbehaviour.Garbage()),
        Named.of("half an answer", new Misbehaviour.CloseMidBody(20)),
        Named.of("silence", new Misbehaviour.Hang(gate)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureAtSubmit_isUnseen_andTheStatementRunsElsewhere(Misbehaviour failure)
      throws Exception {
    String sql = "SELECT 'é 東京', 1 -- " + failure.getClass().getSimpleName();
    main.misbehave(ReceivedRequest::isStatement, failure);

    var result = client.run(sql);

    assertThat(result.error()).isEmpty();
    assertThat(result.rows().toString()).contains("spare-1");
    assertThat(statements(main)).hasSize(1);
    assertThat(statements(spare)).hasSize(1);
    assertThat(statements(spare).getFirst().body())
        .isEqualTo(statements(main).getFirst().body())
        .isEqualTo(sql.getBytes(UTF_8));
    assertThat(statements(spare).getFirst().headers())
        .isEqualTo(statements(main).getFirst().headers());
    JsonNode decision = decision(result.id());
    assertThat(attempts(decision)).containsExactly("main-1", "spare-1");
    assertThat(decision.path("cluster").asText()).isEqualTo("spare-1");
    assertThat(decision.path("outcome").asText()).isEqualTo("DEFAULTED");
  }

  @Test
  void refusedConnection_isUnseen() throws Exception {
    main.door(Door.SHUT);
    main.dropConnections();

    for (int i = 0; i < 20; i++) {
      assertThat(client.run("SELECT " + i).rows().toString()).contains("spare-1");
    }
  }

  @Test
  void startingCluster_getsNothing() throws Exception {
    main.starting(true);
    assertThat(awaitState(main, "UNHEALTHY")).isEqualTo("UNHEALTHY");
    main.forget();

    var result = client.run("SELECT 1");

    assertThat(result.rows().toString()).contains("spare-1");
    assertThat(statements(main)).isEmpty();
    assertThat(attempts(decision(result.id()))).containsExactly("spare-1");
  }

  @Test
  void fallbackGroups_areTriedInOrder() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));
    spare.misbehave(ReceivedRequest::isStatement, new Misbehaviour.CloseUnanswered(true));

    var result = client.run("SELECT 1");

    assertThat(result.rows().toString()).contains("last-1");
    assertThat(attempts(decision(result.id()))).containsExactly("main-1", "spare-1", "last-1");
  }

  @Test
  void fallbackOfTheRule_comesBeforeTheGroupsOwn() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));

    try (StatementClient other = client.with("X-Trino-Source", "own-fallback")) {
      assertThat(other.run("SELECT 1").rows().toString()).contains("last-1");
    }
  }

  @Test
  void everyClusterFailing_isAnErrorOfTheEnginesKind_thatNamesThemAll() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));
    spare.misbehave(ReceivedRequest::isStatement, new Misbehaviour.CloseUnanswered(false));
    last.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(504));

    HttpResponse<String> first = client.post("SELECT 1");
    var result = client.follow(first);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(result.nextUris()).hasSize(1);
    assertThat(result.error().orElseThrow())
        .contains("No cluster of group main can take the statement now")
        .contains("main-1 answered 503")
        .contains("spare-1 ")
        .contains("last-1 answered 504");
    JsonNode decision = decision(result.id());
    assertThat(decision.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(attempts(decision)).containsExactly("main-1", "spare-1", "last-1");
  }

  @Test
  void strictRule_hasNoFallback() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));

    try (StatementClient strict = client.with("X-Trino-Source", "strict")) {
      assertThat(strict.run("SELECT 1").error().orElseThrow())
          .contains("group main")
          .contains("main-1 answered 503");
    }
    assertThat(statements(spare)).isEmpty();
    assertThat(statements(last)).isEmpty();
  }

  @Test
  void pinnedRule_takesNoOtherCluster() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));

    try (StatementClient pinned = client.with("X-Trino-Source", "pinned")) {
      assertThat(pinned.run("SELECT 1").error().orElseThrow())
          .contains("main-1 answered 503")
          .contains("spare-1 the rule pins main-1");
    }
    assertThat(statements(spare)).isEmpty();
  }

  @Test
  void errorsThatAreTheStatementsOwn_passThrough() throws Exception {
    main.misbehave(
        ReceivedRequest::isStatement,
        new Misbehaviour.Canned(
            401,
            List.of(new ReceivedRequest.Header("WWW-Authenticate", "Basic realm=\"Trino\"")),
            "Access Denied"));

    HttpResponse<String> answer = client.post("SELECT 1");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Trino\"");
    assertThat(answer.body()).isEqualTo("Access Denied");
    assertThat(statements(spare)).isEmpty();
  }

  @Test
  void runningQueryOfADeadCluster_failsWithAnErrorOfTheEnginesKind() throws Exception {
    JsonNode page = client.begin("SELECT 1 -- stand-in: run=held");
    main.door(Door.SHUT);
    main.dropConnections();

    HttpResponse<String> answer = client.get(page.path("nextUri").asText());
    while (answer.statusCode() == 503) {
      answer = client.get(page.path("nextUri").asText());
    }

    JsonNode last = StatementClient.page(answer);
    assertThat(last.has("nextUri")).isFalse();
    assertThat(last.at("/error/errorName").asText()).isEqualTo("REMOTE_TASK_ERROR");
    assertThat(last.at("/error/message").asText()).contains("its cluster main-1 does not answer");
    String id = page.path("id").asText();
    assertThat(
            admin
                .await(
                    "/api/v1/decisions/by-query/" + id,
                    decision -> decision.path("state").asText().equals("FAILED"))
                .path("errorName")
                .asText())
        .isEqualTo("REMOTE_TASK_ERROR");
  }

  @Test
  void failedCluster_returnsAfterItHasProvedItself() throws Exception {
    main.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503));
    client.run("SELECT 1");
    main.behave();

    assertThat(awaitState(main, "HEALTHY")).isEqualTo("HEALTHY");

    assertThat(client.run("SELECT 1").rows().toString()).contains("main-1");
  }
}

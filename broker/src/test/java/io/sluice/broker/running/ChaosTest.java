package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.broker.Vitals;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cluster that goes wrong in every way: what its clients see at the statement, at a poll and at a
 * cancel, that others see nothing, and that nothing of it stays in the broker.
 */
@Timeout(300)
final class ChaosTest {
  private static final String SETTINGS =
      """
      front: { host: 127.0.0.1, port: 0, connectTimeout: 300ms, responseTimeout: 2s, submitTimeout: 8s }
      health: { interval: 100ms, timeout: 2s, failures: 100, successes: 1 }
      groups: { sick: { fallback: [spare] }, spare: {}, calm: {} }
      """;
  private static final String RULES =
      """
      rule "calm"
      when
        Query(source == "calm")
      then
        decision.route("calm");
        decision.strict();
      end
      """;
  private static final int TORN = -1;
  private static final int CLIENTS = 20;

  private final StandInCluster sick = StandInCluster.builder().name("sick-1").build();
  private final StandInCluster spare = StandInCluster.builder().name("spare-1").build();
  private final StandInCluster calm = StandInCluster.builder().name("calm-1").build();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;
  private Neighbours neighbours;

  /**
   * One way to go wrong.
   *
   * @param how from which moment on
   * @param poll the status that a poll gets, or {@link #TORN}
   * @param cancel the status that a cancel gets
   */
  record Fault(String name, Misbehaviour how, int poll, int cancel) {
    /** Lets go what it holds. */
    void end() {
      switch (how) {
        case Misbehaviour.Hang(Gate gate) -> gate.open();
        case Misbehaviour.SlowBody(Gate gate, int _) -> gate.open();
        default -> {}
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("closes", new Misbehaviour.CloseUnanswered(false), 503, 503),
        new Fault("resets", new Misbehaviour.CloseUnanswered(true), 503, 503),
        new Fault("hangs before the answer", new Misbehaviour.Hang(Gate.closed()), 503, 503),
        new Fault("hangs in the body", new Misbehaviour.SlowBody(halfOpen(), 16), TORN, 204),
        new Fault("breaks off in the body", new Misbehaviour.CloseMidBody(20), TORN, 204),
        new Fault("answers garbage", new Misbehaviour.Garbage(), 503, 503),
        new Fault(
            "answers a web page",
            new Misbehaviour.Canned(200, List.of(), "<html>It works!</html>"),
            200,
            200),
        new Fault("answers 502", new Misbehaviour.Status(502), 502, 502),
        new Fault("answers 504", new Misbehaviour.Status(504), 504, 504),
        new Fault(
            "answers 503, try later", new Misbehaviour.Status(503, Optional.of("7")), 503, 503));
  }

  private static Gate halfOpen() {
    Gate gate = Gate.closed();
    gate.letThrough(2);
    return gate;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Stream.of(sick, spare, calm).forEach(StandInCluster::start);
    broker =
        RunningBroker.start(
            folder, SETTINGS, RULES, in("sick", sick), in("spare", spare), in("calm", calm));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
    neighbours = new Neighbours(broker.front(), "X-Trino-User", "bob", "X-Trino-Source", "calm");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(neighbours, client, admin, broker, sick, spare, calm);
    assertThat(neighbours.troubles()).isEmpty();
  }

  /** Nobody asks any more, and the clusters have hung up: then nothing may be left. */
  private void checkNothingIsLeft() {
    RunningBroker.closeAll(neighbours, client);
    Stream.of(sick, spare, calm).forEach(StandInCluster::dropConnections);
    var nothing = new Vitals(0, 0, 0, 0, 0);
    assertThat(broker.await(nothing::equals)).isEqualTo(nothing);
  }

  private static boolean isOfQueries(ReceivedRequest request) {
    return request.path().startsWith("/v1/statement");
  }

  private String running() throws Exception {
    awaitHealthy();
    return begun("SELECT 1 -- stand-in: rows=500, pages=2");
  }

  /** Where the query's second page is; on a busy machine the first poll may need another one. */
  private String begun(String sql) throws Exception {
    String first = StatementClient.page(client.post(sql)).path("nextUri").asText();
    HttpResponse<String> answer = client.get(first);
    while (answer.statusCode() == 503) {
      answer = client.get(first);
    }
    return StatementClient.page(answer).path("nextUri").asText();
  }

  private void awaitHealthy() throws Exception {
    assertThat(
            admin
                .await(
                    "/api/v1/clusters/sick-1",
                    answer -> answer.path("state").asText().equals("HEALTHY"))
                .path("state")
                .asText())
        .isEqualTo("HEALTHY");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void statement_goesElsewhere(Fault fault) throws Exception {
    sick.misbehave(ChaosTest::isOfQueries, fault.how());

    var result = client.run("SELECT 1");

    assertThat(result.error()).isEmpty();
    assertThat(result.rows().toString()).contains("spare-1");
    assertThat(neighbours.goOn(3)).isTrue();
    checkNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void poll_tellsTheClient_andAnotherOneFinishes(Fault fault) throws Exception {
    String next = running();
    sick.misbehave(ChaosTest::isOfQueries, fault.how());

    if (fault.poll() == TORN) {
      assertThatThrownBy(() -> client.get(next)).isInstanceOf(IOException.class);
    } else {
      HttpResponse<String> answer = client.get(next);
      assertThat(answer.statusCode()).isEqualTo(fault.poll());
      checkBody(fault, answer);
    }
    assertThat(neighbours.goOn(3)).isTrue();
    sick.behave();
    assertThat(client.follow(client.get(next)).rows()).hasSize(500);
    checkNothingIsLeft();
  }

  /** What the cluster said passes; where it said nothing, the broker says what to do. */
  private static void checkBody(Fault fault, HttpResponse<String> answer) {
    switch (fault.how()) {
      case Misbehaviour.Canned canned -> assertThat(answer.body()).isEqualTo(canned.body());
      case Misbehaviour.Status status -> {
        assertThat(answer.body()).contains("The stand-in was told");
        assertThat(answer.headers().firstValue("Retry-After")).isEqualTo(status.retryAfter());
      }
      default ->
          assertThat(answer.body())
              .contains("\"status\":503")
              .containsPattern("cluster sick-1 did not answer \\(.+\\); poll again");
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void cancel_tellsTheClient(Fault fault) throws Exception {
    String next = running();
    sick.misbehave(ChaosTest::isOfQueries, fault.how());

    assertThat(client.delete(next).statusCode()).isEqualTo(fault.cancel());

    assertThat(neighbours.goOn(3)).isTrue();
    sick.behave();
    assertThat(client.delete(next).statusCode()).isEqualTo(204);
    checkNothingIsLeft();
  }

  @Test
  void refusedConnections_areUnseenAtTheStatement_and503AtPollAndCancel() throws Exception {
    String next = running();
    sick.door(Door.SHUT);
    sick.dropConnections();

    assertThat(client.get(next).statusCode()).isEqualTo(503);
    assertThat(client.delete(next).statusCode()).isEqualTo(503);
    assertThat(client.run("SELECT 1").rows().toString()).contains("spare-1");

    sick.behave();
    assertThat(client.follow(client.get(next)).rows()).hasSize(500);
    checkNothingIsLeft();
  }

  @Test
  void connectsThatNobodyAnswers_endInTime() throws Exception {
    String next = running();
    sick.door(Door.SHUT);
    sick.dropConnections();
    try (var hole = new BlackHole(sick.port())) {
      assumeTrue(hole.open(), "this operating system answers, whatever the queue");

      assertThat(client.get(next).statusCode()).isEqualTo(503);
      assertThat(client.delete(next).statusCode()).isEqualTo(503);
      assertThat(client.run("SELECT 1").rows().toString()).contains("spare-1");
      assertThat(neighbours.goOn(3)).isTrue();
    }
    sick.behave();
    assertThat(client.follow(client.get(next)).rows()).hasSize(500);
    checkNothingIsLeft();
  }

  @Test
  void restartedCoordinator_answersForItsLostQueriesItself() throws Exception {
    String next = running();
    sick.restart("zzzzz");

    assertThat(client.get(next).statusCode()).isEqualTo(404);
    assertThat(client.run("SELECT 1").id()).endsWith("_zzzzz");
    assertThat(neighbours.goOn(3)).isTrue();
  }

  @Test
  void bodyThatDrips_arrivesWhole_andDelaysNobody() throws Exception {
    String sql = "SELECT 1 -- stand-in: rows=400, pages=1, pageBytes=100KiB";
    awaitHealthy();
    String next = begun(sql);
    Gate gate = Gate.closed();
    sick.misbehave(ChaosTest::isOfQueries, new Misbehaviour.SlowBody(gate, 1024));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> page = threads.submit(() -> client.get(next));
      for (int piece = 1; !page.isDone(); piece++) {
        gate.letThrough(1);
        if (piece % 20 == 0) {
          assertThat(neighbours.goOn(1)).isTrue();
        }
      }
      assertThat(StatementClient.page(page.get()).path("data")).hasSize(400);
    } finally {
      gate.open();
    }
  }

  /** Every fault at once, for many clients, round after round. */
  @Test
  void manyRoundsOfEverything_leaveNothingBehind() throws Exception {
    round();
    long before = usedHeap();
    for (int i = 0; i < 2; i++) {
      round();
    }
    long grown = usedHeap() - before;

    assertThat(grown).isLessThan(10 << 20);
    checkNothingIsLeft();
  }

  private void round() throws Exception {
    for (Fault fault : faults().toList()) {
      awaitHealthy();
      List<String> running = all(Collections.nCopies(CLIENTS, ""), _ -> pageOfAQuery());
      sick.misbehave(ChaosTest::isOfQueries, fault.how());
      all(running, this::pollInVain);
      sick.behave();
      fault.end();
      assertThat(all(running, next -> client.follow(client.get(next)).rows().size()))
          .containsOnly(100);
    }
    Stream.of(sick, spare, calm).forEach(StandInCluster::forget);
  }

  private interface Step<T> {
    T of(String uri) throws Exception;
  }

  private static <T> List<T> all(List<String> uris, Step<T> step) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads
          .invokeAll(uris.stream().<Callable<T>>map(uri -> () -> step.of(uri)).toList())
          .stream()
          .map(ChaosTest::result)
          .toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean pollInVain(String next) throws InterruptedException {
    try {
      return client.get(next).statusCode() == 200;
    } catch (IOException _) {
      // Torn off, as it should be.
      return false;
    }
  }

  private String pageOfAQuery() throws Exception {
    return begun("SELECT 1 -- stand-in: rows=100, pages=2, pageBytes=50KiB");
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

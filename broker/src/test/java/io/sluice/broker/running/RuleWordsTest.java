package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word of {@code decision}: what the cluster got, what the client saw, what was recorded. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleWordsTest {
  private static final String RULES =
      """
      rule "route" when Query(source == "route") then decision.route("blue"); end
      rule "split" when Query(source == "split", $i : clientInfo) then
        decision.split("blue:50, green:50");
        decision.note("of " + $i);
      end
      rule "split by value" when Query(source == "split by value", $i : clientInfo) then
        decision.split("blue:50, green:50", $i);
      end
      rule "pin" when Query(source == "pin") then decision.pin("green-2"); end
      rule "select" when Query(source == "select") then
        decision.route("green");
        decision.select("round-robin");
      end
      rule "fallback" when Query(source == "fallback") then
        decision.route("empty");
        decision.fallback("green", "blue");
      end
      rule "strict" when Query(source == "strict") then
        decision.route("leaking");
        decision.strict();
      end
      rule "leaking" when Query(source == "leaking") then decision.route("leaking"); end
      rule "reject" when Query(source == "reject") then
        decision.reject("Ask \\"#data\\" first: äöü, 100 %");
      end
      rule "session" when Query(source == "session") then
        decision.session("query_max_run_time", "5m");
        decision.session("lake.note", "a=b, c ä");
      end
      rule "tag" when Query(source == "tag") then decision.addTag("by-rule"); end
      rule "priority" when Query(source == "priority") then decision.priority(7); end
      rule "note" when Query(source == "note") then decision.note("seen"); end
      rule "impatient" when Query(source == "impatient") then decision.maxQueued("1s"); end
      rule "patient" when Query(source == "patient") then decision.maxQueued("1h"); end
      rule "first" salience 2 when Query(source == "both") then
        decision.priority(90);
        decision.maxQueued("5m");
      end
      rule "second" salience 1 when Query(source == "both") then
        decision.priority(1);
        decision.maxQueued("1m");
      end
      """;
  private static final String GROUPS =
      """
      groups:
        empty: { select: least-loaded }
        leaking: { select: least-loaded, fallback: [blue] }
      """;

  private final StandInCluster blue = cluster("blue-1", "aaaaa");
  private final StandInCluster green = cluster("green-1", "bbbbb");
  private final StandInCluster otherGreen = cluster("green-2", "ddddd");
  private final StandInCluster presto =
      StandInCluster.builder()
          .name("presto-1")
          .dialect(StandInDialect.PRESTO)
          .coordinatorId("ccccc")
          .longPoll(Duration.ofMillis(100))
          .build();
  private RunningBroker broker;
  private AdminClient admin;

  private static StandInCluster cluster(String name, String coordinatorId) {
    return StandInCluster.builder()
        .name(name)
        .coordinatorId(coordinatorId)
        .longPoll(Duration.ofMillis(100))
        .build();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    for (StandInCluster cluster : List.of(blue, green, otherGreen, presto)) {
      cluster.start();
    }
    broker =
        RunningBroker.start(
            folder,
            GROUPS,
            RULES,
            in("blue", blue),
            in("green", green),
            in("green", otherGreen),
            in("blue", presto));
    admin = new AdminClient(broker.admin());
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(admin, broker, blue, green, otherGreen, presto);
  }

  private StatementClient client(String source, String... more) {
    return new StatementClient(broker.front(), "X-Trino-User", "ann", "X-Trino-Source", source)
        .with(more);
  }

  private StatementClient.Result run(String source, String... more) throws Exception {
    try (StatementClient client = client(source, more)) {
      return client.run("SELECT 1");
    }
  }

  private JsonNode decision(String queryId) throws Exception {
    return admin.await("/api/v1/decisions/by-query/" + queryId, answer -> answer.has("endedAt"));
  }

  private static ReceivedRequest submitted(StandInCluster cluster, String source) {
    return cluster
        .received(request ->
            request.method().equals("POST")
                && (request.header("X-Trino-Source").equals(java.util.Optional.of(source))
                    || request.header("X-Presto-Source").equals(java.util.Optional.of(source))))
        .getLast();
  }

  @ParameterizedTest
  @CsvSource({
    "route, blue-1, blue, route(blue)",
    "pin, green-2, green, pin(green-2)",
    "leaking, blue-1, blue, route(leaking)",
    "fallback, green, green, route(empty)",
  })
  void destination_isWhereTheStatementRuns(String source, String cluster, String group, String said)
      throws Exception {
    StatementClient.Result result = run(source);

    assertThat(result.error()).isEmpty();
    JsonNode decision = decision(result.id());
    assertThat(decision.path("cluster").asText()).startsWith(cluster);
    assertThat(decision.path("group").asText()).isEqualTo(group);
    assertThat(decision.path("rule").asText()).isEqualTo(source);
    assertThat(decision.at("/fired/0/said").toString()).contains(said);
  }

  @Test
  void split_keepsAUserOnOneSide_andByValueMovesWithIt() throws Exception {
    Set<String> byUser = new HashSet<>();
    Set<String> byValue = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      String info = "task-" + i;
      byUser.add(groupOf(run("split", "X-Trino-Client-Info", info)));
      byValue.add(groupOf(run("split by value", "X-Trino-Client-Info", info)));
    }
    assertThat(byUser).hasSize(1);
    assertThat(byValue).containsExactlyInAnyOrder("blue", "green");
  }

  private String groupOf(StatementClient.Result result) throws Exception {
    return decision(result.id()).path("group").asText();
  }

  @Test
  void select_takesTheClustersInTurn() throws Exception {
    List<String> clusters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clusters.add(decision(run("select").id()).path("cluster").asText());
    }
    assertThat(clusters).containsOnly("green-1", "green-2");
    assertThat(clusters.get(0)).isNotEqualTo(clusters.get(1)).isEqualTo(clusters.get(2));
  }

  @Test
  void strict_turnsTheGroupsFallbackOff() throws Exception {
    StatementClient.Result result = run("strict");

    assertThat(result.error()).hasValueSatisfying(error -> assertThat(error).contains("leaking"));
    assertThat(decision(result.id()).path("outcome").asText()).isEqualTo("FAILED");
  }

  @Test
  void reject_showsItsMessageWordForWord() throws Exception {
    StatementClient.Result result = run("reject");

    assertThat(result.error()).contains("Ask \"#data\" first: äöü, 100 %");
    JsonNode decision = decision(result.id());
    assertThat(decision.path("outcome").asText()).isEqualTo("REJECTED");
    assertThat(decision.path("message").asText()).isEqualTo("Ask \"#data\" first: äöü, 100 %");
    assertThat(decision.has("cluster")).isFalse();
  }

  @Test
  void session_takesThePlaceOfTheClients_andLeavesTheOthers() throws Exception {
    StatementClient.Result result =
        run("session", "X-Trino-Session", "query_max_run_time=9h,join_reordering=NONE");

    assertThat(submitted(blue, "session").headers("X-Trino-Session"))
        .containsExactlyInAnyOrder(
            "join_reordering=NONE", "query_max_run_time=5m", "lake.note=a%3Db%2C+c+%C3%A4");
    assertThat(decision(result.id()).path("sessionSet").toString())
        .contains("\"query_max_run_time\":\"5m\"", "\"lake.note\":\"a=b, c ä\"");
  }

  @Test
  void tag_joinsTheClients() throws Exception {
    StatementClient.Result result = run("tag", "X-Trino-Client-Tags", "nightly");

    assertThat(submitted(blue, "tag").header("X-Trino-Client-Tags")).contains("nightly,by-rule");
    assertThat(decision(result.id()).path("tagsAdded").toString()).isEqualTo("[\"by-rule\"]");
  }

  @Test
  void note_isInTheRecordAlone() throws Exception {
    StatementClient.Result result = run("note");

    assertThat(decision(result.id()).path("notes").toString()).isEqualTo("[\"seen\"]");
    assertThat(decision(result.id()).path("outcome").asText()).isEqualTo("DEFAULTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trino", "Presto"})
  void priority_reachesTheEngineInThePlaceOfTheClients(String family) throws Exception {
    StandInCluster cluster = family.equals("Trino") ? blue : presto;
    try (var client =
        new StatementClient(
            broker.front(),
            "X-%s-User".formatted(family),
            "ann",
            "X-%s-Source".formatted(family),
            "priority",
            "X-%s-Session".formatted(family),
            "query_priority=99")) {
      StatementClient.Result result = client.run("SELECT 1");

      assertThat(submitted(cluster, "priority").headers("X-%s-Session".formatted(family)))
          .containsExactly("query_priority=7");
      JsonNode decision = decision(result.id());
      assertThat(decision.path("priority").asInt()).isEqualTo(7);
      assertThat(decision.path("sessionSet").isEmpty()).isTrue();
    }
  }

  @Test
  void priorityOfALaterRule_isOverruled() throws Exception {
    StatementClient.Result result = run("both");

    assertThat(submitted(blue, "both").headers("X-Trino-Session"))
        .containsExactly("query_priority=90");
    JsonNode decision = decision(result.id());
    assertThat(decision.path("priority").asInt()).isEqualTo(90);
    assertThat(decision.path("maxQueued").asText()).isEqualTo("5m");
    assertThat(decision.at("/fired/1/overruled").toString())
        .contains("priority(1): rule 'first'", "maxQueued(1m): rule 'first'");
  }

  @ParameterizedTest
  @CsvSource({"Trino, identity", "Trino, gzip", "Presto, identity", "Presto, gzip"})
  void queryThatIsQueuedTooLong_isCancelled_andItsClientReadsWhy(String family, String encoding)
      throws Exception {
    StandInCluster cluster = family.equals("Trino") ? blue : presto;
    try (var client =
        new StatementClient(
            broker.front(),
            "X-%s-User".formatted(family),
            "ann",
            "X-%s-Source".formatted(family),
            "impatient",
            "Accept-Encoding",
            encoding)) {
      StatementClient.Result result = client.run("SELECT 1 -- stand-in: run=queued");

      assertThat(result.error())
          .contains(
              "Query %s was cancelled: it waited in the queue of cluster %s for longer than the 1s that the routing rules allow"
                  .formatted(result.id(), cluster.name()));
      assertThat(
              cluster.awaitReceived(
                  request ->
                      request.method().equals("DELETE") && request.path().contains(result.id()),
                  1,
                  Duration.ofSeconds(10)))
          .isTrue();
      JsonNode decision = decision(result.id());
      assertThat(decision.path("state").asText()).isEqualTo("FAILED");
      assertThat(decision.path("errorName").asText()).isEqualTo("EXCEEDED_TIME_LIMIT");
      assertThat(decision.path("maxQueued").asText()).isEqualTo("1s");
      assertThat(cluster.state(result.id())).contains("FAILED");
    }
  }

  @ParameterizedTest
  @CsvSource({"impatient, held", "patient, queued", "tag, queued"})
  void queryThatRuns_orMayWait_isLeftAlone(String source, String run) throws Exception {
    try (StatementClient client = client(source)) {
      JsonNode page = client.begin("SELECT 1 -- stand-in: rows=3, run=" + run);
      for (int polls = 0; polls < 15; polls++) {
        page = StatementClient.page(client.get(page.path("nextUri").asText()));
        assertThat(page.has("error")).isFalse();
      }
      blue.release();

      StatementClient.Result result = client.follow(client.get(page.path("nextUri").asText()));

      assertThat(result.error()).isEmpty();
      assertThat(result.rows()).hasSize(3);
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One list of the queries of three clusters, as far as they tell. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryListTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String USER = "X-Trino-User: alice";
  private static final String MISSING = "X-Sluice-Missing";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b =
      StandInCluster.builder().name("b-1").dialect(StandInDialect.PRESTO).build();
  private final StandInCluster c = StandInCluster.builder().name("c-1").build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    a.start();
    b.start();
    c.start();
    broker =
        RunningBroker.start(
            folder,
            "front: { host: 127.0.0.1, port: 0, queryListMemory: 1MiB }",
            "",
            in("adhoc", c),
            in("adhoc", a),
            in("adhoc", b));
  }

  @AfterEach
  void behave() {
    for (StandInCluster cluster : List.of(a, b, c)) {
      cluster.behave();
      cluster.forget();
    }
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, a, b, c);
  }

  private static boolean isList(ReceivedRequest request) {
    return request.path().equals("/v1/query") && !request.isProbe();
  }

  private static void tell(StandInCluster cluster, int status, String body, String... headers) {
    List<ReceivedRequest.Header> told =
        List.of(headers).stream()
            .map(header -> header.split(": ", 2))
            .map(header -> new ReceivedRequest.Header(header[0], header[1]))
            .toList();
    cluster.misbehave(QueryListTest::isList, new Misbehaviour.Canned(status, told, body));
  }

  private RawClient.Answer ask(String method, String query, String... headers) throws IOException {
    try (var client = new RawClient(broker.front())) {
      var lines = new String[headers.length + 3];
      lines[0] = method + " /v1/query" + query + " HTTP/1.1";
      lines[1] = "Host: sluice.example";
      lines[2] = USER;
      System.arraycopy(headers, 0, lines, 3, headers.length);
      client.head(lines);
      return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
    }
  }

  private RawClient.Answer list(String... headers) throws IOException {
    return ask("GET", "", headers);
  }

  private String submitted(String family) throws Exception {
    try (var client = new StatementClient(broker.front(), "X-" + family + "-User", "alice")) {
      return client.run("SELECT 1").id();
    }
  }

  @Test
  void queriesOfAllClusters_areOneList() throws Exception {
    String first = submitted("Trino");
    String second = submitted("Presto");

    RawClient.Answer answer = list();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header(MISSING)).isEmpty();
    JsonNode queries = new ObjectMapper().readTree(answer.body());
    assertThat(StreamSupport.stream(queries.spliterator(), false))
        .extracting(query -> query.path("queryId").asText())
        .contains(first, second);
  }

  @Test
  void elements_passByteForByte_inTheOrderOfTheClustersNames() throws IOException {
    tell(c, 200, "[{\"c\":\"a, [1]] \\\" }\"}]");
    tell(b, 200, " \n[ ]\n");
    tell(a, 200, "\r\n [{\"a\" : 1.0},{\"é\":[[]]}] ".replace("é", "\\u00e9"));

    assertThat(list().body())
        .isEqualTo("[{\"a\" : 1.0},{\"\\u00e9\":[[]]},{\"c\":\"a, [1]] \\\" }\"}]");
  }

  @Test
  void emptyLists_makeAnEmptyOne() throws IOException {
    tell(a, 200, "[]");
    tell(b, 200, "[]");
    tell(c, 200, "[]");

    assertThat(list().body()).isEqualTo("[]");
  }

  @Test
  void clusters_areAskedAsTheClientAsks_butForNoCoding() throws IOException {
    ask(
        "GET",
        "?state=RUNNING&x=%20",
        "Authorization: Basic YTpi",
        "Accept-Encoding: gzip",
        "If-None-Match: \"1\"",
        "Content-Length: 0");

    for (StandInCluster cluster : List.of(a, b, c)) {
      assertThat(cluster.received(QueryListTest::isList))
          .singleElement()
          .satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/v1/query?state=RUNNING&x=%20");
            assertThat(request.headers("Authorization")).containsExactly("Basic YTpi");
            assertThat(request.headers("X-Trino-User")).containsExactly("alice");
            assertThat(request.headers("Host")).containsExactly("sluice.example");
            assertThat(request.headers("Accept-Encoding")).isEmpty();
            assertThat(request.headers("If-None-Match")).isEmpty();
            assertThat(request.headers("Content-Length")).isEmpty();
          });
    }
  }

  @Test
  void head_hasTheHeadOnly() throws IOException {
    tell(a, 200, "[1]");
    tell(b, 200, "[2]");
    tell(c, 503, "");

    RawClient.Answer head = ask("HEAD", "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).contains("5");
    assertThat(head.header(MISSING)).contains("c-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"queries\": []}",
        "200 | [{\"a\":1}",
        "200 | <html></html>",
        "200 | ``",
        "401 | [1]",
        "503 | busy"
      })
  void clusterThatGivesNoList_isNamed(int status, String body) throws IOException {
    tell(a, 200, "[1]");
    tell(b, status, body);
    tell(c, 200, "[3]");

    RawClient.Answer answer = list();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[1,3]");
    assertThat(answer.header(MISSING)).contains("b-1");
  }

  @Test
  void listInACodingThatNobodyAskedFor_isMissing() throws IOException {
    tell(a, 200, "[1]", "Content-Encoding: gzip");
    tell(b, 200, "[2]");
    tell(c, 200, "[3]");

    RawClient.Answer answer = list();

    assertThat(answer.body()).isEqualTo("[2,3]");
    assertThat(answer.header(MISSING)).contains("a-1");
  }

  @Test
  void clustersThatDoNotAnswer_areNamed_andTheOthersNotLost() throws IOException {
    a.misbehave(QueryListTest::isList, new Misbehaviour.CloseUnanswered(true));
    b.misbehave(QueryListTest::isList, new Misbehaviour.Hang(Gate.closed()));
    tell(c, 200, "[3]");

    RawClient.Answer answer = list();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[3]");
    assertThat(answer.header(MISSING)).contains("a-1, b-1");
  }

  @Test
  void refusalOfAll_isTheFirstOnes() throws IOException {
    tell(a, 401, "log in", "WWW-Authenticate: Basic realm=\"Trino\"", "Content-Type: text/x-a");
    tell(b, 403, "no");
    tell(c, 401, "you too", "WWW-Authenticate: Bearer");

    RawClient.Answer answer = list();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("Basic realm=\"Trino\"");
    assertThat(answer.header("Content-Type")).contains("text/x-a");
    assertThat(answer.body()).isEqualTo("log in");
  }

  @Test
  void noAnswerAtAll_is503() throws IOException {
    for (StandInCluster cluster : List.of(a, b, c)) {
      cluster.misbehave(QueryListTest::isList, new Misbehaviour.CloseUnanswered(false));
    }

    assertThat(list().status()).isEqualTo(503);
  }

  @Test
  void listsBeyondTheirMemory_areMissing_andLeaveTheirRoomToTheNext() throws IOException {
    String large = "[\"" + "x".repeat(400_000) + "\"]";
    for (int i = 0; i < 3; i++) {
      tell(a, 200, large);
      tell(b, 200, large);
      tell(c, 200, "[3]");

      RawClient.Answer answer = list();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(MISSING).orElseThrow()).contains("-1").doesNotContain("c-1");
      assertThat(answer.body()).endsWith("3]");
    }
    behave();
    tell(a, 200, large);
    assertThat(list().header(MISSING)).isEmpty();
  }

  @Test
  void clientThatLeaves_endsTheQuestions() throws Exception {
    Gate shut = Gate.closed();
    a.misbehave(QueryListTest::isList, new Misbehaviour.Hang(shut));
    try (var client = new RawClient(broker.front())) {
      client.head("GET /v1/query HTTP/1.1", "Host: h", USER);
      assertThat(shut.awaitArrivals(1, PATIENCE)).isTrue();
    }

    assertThat(broker.await(vitals -> vitals.requests() == 0).requests()).isZero();
    behave();
    assertThat(list().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void requestOfAClustersPage_goesBackToItsCluster(String method) throws IOException {
    RawClient.Answer answer = ask(method, "?x=1", "Referer: http://h/clusters/b-1/ui/");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains("/clusters/b-1/v1/query?x=1");
  }
}

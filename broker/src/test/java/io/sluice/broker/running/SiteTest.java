package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** The web pages of several clusters, and the broker's own, under one address. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteTest {
  private static final String FORM = "{\"username\":\"alice\",\"password\":\"\"}";
  private static final String SETTINGS =
      """
      front:
        host: 127.0.0.1
        port: 0
        paths:
          - { path: /v1/resourceGroupState/*, group: all }
          - { path: /metrics, cluster: etl-1 }
          - { path: /v1/jmx/mbean, cluster: gone-1, methods: [POST] }
      """;
  private static final String UNKNOWN = "20261123_043710_00026_zzzzz";

  private final StandInCluster etl = StandInCluster.builder().name("etl-1").version("483").build();
  private final StandInCluster bi =
      StandInCluster.builder().name("bi-1").dialect(StandInDialect.PRESTO).build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    etl.start();
    bi.start();
    broker = RunningBroker.start(folder, SETTINGS, "", in("all", etl), in("all", bi));
  }

  @AfterEach
  void behave() {
    etl.behave();
    etl.forget();
    bi.forget();
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, etl, bi);
  }

  private RawClient.Answer ask(String method, String path, String... headers) throws IOException {
    try (var client = new RawClient(broker.front())) {
      var lines = new String[headers.length + 2];
      lines[0] = method + " " + path + " HTTP/1.1";
      lines[1] = "Host: sluice.example";
      System.arraycopy(headers, 0, lines, 2, headers.length);
      client.head(lines);
      return method.equals("HEAD") ? client.answerWithoutBody() : client.answer();
    }
  }

  private RawClient.Answer get(String path, String... headers) throws IOException {
    return ask("GET", path, headers);
  }

  private static List<String> asked(StandInCluster cluster) {
    return cluster.received(request -> !request.isProbe()).stream()
        .map(request -> request.method() + " " + request.target())
        .toList();
  }

  private String submitted(String family) throws Exception {
    try (var client = new StatementClient(broker.front(), "X-" + family + "-User", "alice")) {
      return client.run("SELECT 1").id();
    }
  }

  @Test
  void pageBelowThePrefix_isTheClusters() throws IOException {
    assertThat(get("/clusters/etl-1/ui/query.html?x=1").status()).isEqualTo(200);
    assertThat(ask("HEAD", "/clusters/bi-1/ui/").status()).isEqualTo(200);

    assertThat(asked(etl)).containsExactly("GET /ui/query.html?x=1");
    assertThat(asked(bi)).containsExactly("HEAD /ui/");
  }

  @ParameterizedTest
  @CsvSource({
    "/clusters/etl-1, /clusters/etl-1/ui/",
    "/clusters/etl-1/, /clusters/etl-1/ui/",
    "/clusters/etl-1?/v1/task, /clusters/etl-1/ui/"
  })
  void prefixAlone_leadsToTheWebUi(String path, String location) throws IOException {
    RawClient.Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains(location);
    assertThat(asked(etl)).isEmpty();
  }

  @Test
  void login_setsACookieForThisClusterOnly() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client
          .head(
              "POST /clusters/etl-1/ui/auth/login HTTP/1.1",
              "Host: sluice.example",
              "Content-Type: application/json",
              "Content-Length: " + FORM.length())
          .send(FORM);
      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Set-Cookie").orElseThrow())
          .startsWith("Trino-UI-Token=")
          .contains(";Path=/clusters/etl-1/ui;");
    }
  }

  @Test
  void redirectOfACluster_staysBelowItsPrefix_andIsNotFollowed() throws IOException {
    etl.misbehave(
        request -> request.path().equals("/ui/old"),
        new Misbehaviour.Canned(
            303,
            List.of(
                new ReceivedRequest.Header("Location", "http://sluice.example/ui/login.html?/ui/"),
                new ReceivedRequest.Header("Set-Cookie", "a=1"),
                new ReceivedRequest.Header("Set-Cookie", "b=2;Path=/ui;Domain=sluice.example")),
            ""));

    RawClient.Answer answer = get("/clusters/etl-1/ui/old");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .contains(
            "Location: /clusters/etl-1/ui/login.html?/ui/",
            "Set-Cookie: a=1;Path=/clusters/etl-1",
            "Set-Cookie: b=2;Path=/clusters/etl-1/ui");
    assertThat(asked(etl)).containsExactly("GET /ui/old");
  }

  @Test
  void clusterThatIsNone_is404() throws IOException {
    RawClient.Answer answer = get("/clusters/other/ui/");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("no cluster other");
  }

  @Test
  void statementForOneCluster_isRefused_andReachesNone() throws IOException {
    RawClient.Answer answer =
        ask("POST", "/clusters/etl-1/v1/statement", "X-Trino-User: alice", "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("POST /v1/statement");
    assertThat(asked(etl)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/task",
        "/v1/node",
        "/v1/memory",
        "/v1/jmx",
        "/metrics/x",
        "/clusters/etl-1/v1/task",
        "/clusters/etl-1/metrics",
        "/clusters/etl-1/ui/../v1/task"
      })
  void pathOfTheEngineItself_reachesNoCluster(String path) throws IOException {
    assertThat(get(path).status()).isIn(400, 404);
    assertThat(asked(etl)).isEmpty();
    assertThat(asked(bi)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ui/assets/index.js",
    "GET, /ui/api/stats?x=1",
    "POST, /ui/login",
    "GET, /v1/info",
    "GET, /v1/query",
    "GET, /v1/cluster"
  })
  void whatAPageAsksForAtTheRoot_goesBackToItsCluster(String method, String path)
      throws IOException {
    RawClient.Answer answer =
        ask(
            method,
            path,
            "Referer: http://sluice.example/clusters/bi-1/ui/query.html",
            "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains("/clusters/bi-1" + path);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Vary")).contains("Referer");
  }

  @ParameterizedTest
  @CsvSource({"Trino, etl-1", "Presto, bi-1"})
  void pageOfAQuery_isItsOwners_whateverItWasAskedWith(String family, String owner)
      throws Exception {
    String id = submitted(family);

    for (String path :
        List.of("/ui/query.html?" + id, "/ui/?" + id, "/ui/api/query/" + id + "/killed")) {
      assertThat(get(path).header("Location")).contains("/clusters/" + owner + path);
    }
    String other = owner.equals("etl-1") ? "bi-1" : "etl-1";
    assertThat(get("/clusters/" + other + "/ui/query.html?" + id).header("Location"))
        .contains("/clusters/" + owner + "/ui/query.html?" + id);
    assertThat(get("/clusters/" + owner + "/ui/query.html?" + id).status()).isEqualTo(200);
  }

  @Test
  void pathOfAQueryBelowAPrefix_isThatQuerys_whateverThePrefix() throws Exception {
    String id = submitted("Trino");
    etl.forget();

    RawClient.Answer answer = get("/clusters/bi-1/v1/query/" + id, "X-Trino-User: alice");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(asked(etl)).containsExactly("GET /v1/query/" + id);
    assertThat(asked(bi)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/query/{id}, 410",
    "DELETE, /v1/query/{id}, 204",
    "GET, /v1/statement/queued/{id}/1?slug=x, 404"
  })
  void queryThatNobodyKnows_isTheNamedClustersToAnswer(String method, String path, int status)
      throws Exception {
    RawClient.Answer answer =
        ask(method, "/clusters/bi-1" + path.replace("{id}", UNKNOWN), "X-Presto-User: alice");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("this fleet");
    assertThat(asked(bi)).contains(method + " " + path.replace("{id}", UNKNOWN));
    assertThat(asked(etl)).noneMatch(request -> request.startsWith("DELETE"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/query/{id}, 410",
    "HEAD, /v1/query/{id}, 410",
    "PUT, /v1/query/{id}/killed, 410",
    "DELETE, /v1/query/{id}, 204",
    "DELETE, /v1/stage/{id}.1, 204",
    "GET, /v1/queryState/{id}, 404",
    "GET, /v1/statement/executing/{id}/y1/1, 404",
    "DELETE, /v1/statement/executing/{id}/y1/1, 404"
  })
  void queryThatNobodyKnows_hasTheStatusOfAnEngine(String method, String path, int status)
      throws Exception {
    RawClient.Answer answer =
        ask(method, path.replace("{id}", UNKNOWN), "X-Trino-User: alice", "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void bodyOfARequestForAccess_goesWithIt() throws IOException {
    try (var client = new RawClient(broker.front())) {
      for (int i = 0; i < 2; i++) {
        client
            .head("HEAD /v1/statement HTTP/1.1", "Host: h", "X-Trino-User: a", "Content-Length: 5")
            .send("12345");
        assertThat(client.answerWithoutBody().status()).isEqualTo(405);
      }
    }
    assertThat(etl.received(request -> request.method().equals("HEAD")))
        .extracting(ReceivedRequest::text)
        .containsExactly("12345", "12345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ui", "/ui/"})
  void pageOfNoCluster_isTheBrokersOwn(String path) throws IOException {
    RawClient.Answer page = get(path, "Accept: text/html,*/*;q=0.8");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("frame-ancestors 'none'");
    assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body())
        .contains(
            "http://sluice.example",
            "jdbc:trino://sluice.example:80/CATALOG",
            "href=\"/clusters/bi-1/ui/\"",
            "href=\"/clusters/etl-1/ui/\"")
        .doesNotContain("//cdn", "src=");
    assertThat(ask("HEAD", path, "Accept: text/html").header("Content-Length"))
        .contains(Integer.toString(page.body().length()));
  }

  @Test
  void home_isTextForOthers_andShowsNoMarkupOfTheClients() throws IOException {
    assertThat(get("/").header("Content-Type")).contains("text/plain; charset=utf-8");
    try (var client = new RawClient(broker.front())) {
      client.head("GET / HTTP/1.1", "Host: \"><script>alert(1)</script>", "Accept: text/html");

      assertThat(client.answer().body()).doesNotContain("<script>alert");
    }
  }

  @Test
  void otherPageOfNoCluster_is404_andLeadsOn() throws IOException {
    RawClient.Answer page = get("/ui/login.html", "Accept: text/html");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("choose it below", "href=\"/clusters/etl-1/ui/\"");
    assertThat(get("/ui/api/stats").header("Content-Type")).contains("application/json");
  }

  @Test
  void pageOfAQueryThatNobodyHas_is404_andSaysSo() throws IOException {
    RawClient.Answer page = get("/ui/query.html?" + UNKNOWN, "Accept: text/html");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("No cluster has query " + UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "etl-1, X-Trino-User: alice, /ui/?%s#/queries/%s",
    "bi-1, X-Presto-User: alice, /ui/query.html?%s"
  })
  void queryThatIsLookedUp_isShownWhereItsEngineShowsIt(String cluster, String header, String page)
      throws Exception {
    String id = submitted(header.split("-", 3)[1]);

    assertThat(get("/ui/query.html?id=" + id).header("Location"))
        .contains("/clusters/" + cluster + page.replace("%s", id));
  }

  @ParameterizedTest
  @CsvSource({"X-Trino-User: a, etl-1", "X-Presto-User: a, bi-1"})
  void askingForAccess_asksAClusterOfTheFamily(String header, String cluster) throws IOException {
    ask("HEAD", "/v1/statement", header);

    assertThat(asked(cluster.equals("etl-1") ? etl : bi)).containsExactly("HEAD /v1/statement");
    assertThat(asked(cluster.equals("etl-1") ? bi : etl)).isEmpty();
  }

  @Test
  void extraPaths_areCarriedToTheirClusters() throws IOException {
    get("/v1/resourceGroupState", "X-Presto-User: a");
    get("/v1/resourceGroupState/global/x?y=1", "X-Presto-User: a");
    get("/metrics", "X-Trino-User: a");

    assertThat(asked(bi))
        .containsExactly("GET /v1/resourceGroupState", "GET /v1/resourceGroupState/global/x?y=1");
    assertThat(etl.received(request -> request.target().equals("/metrics"))).isNotEmpty();
    assertThat(get("/v1/jmx/mbean").header("Allow")).contains("POST, OPTIONS");
    assertThat(ask("POST", "/v1/jmx/mbean", "Content-Length: 0").status()).isEqualTo(404);
  }

  @Test
  void listOfQueries_belowAPrefix_isTheClustersOwn() throws IOException {
    assertThat(get("/clusters/etl-1/v1/query", "X-Trino-User: a").status()).isEqualTo(200);
    assertThat(asked(bi)).isEmpty();
  }

  @Test
  void options_areAnswered() throws IOException {
    assertThat(ask("OPTIONS", "/v1/statement").header("Allow")).contains("POST, HEAD, OPTIONS");
  }

  @Test
  void malformedTarget_is400_andEndsTheConnection() throws IOException {
    try (var client = new RawClient(broker.front())) {
      client.head("GET /clusters/etl-1/ui/..%2f..%2fv1/task HTTP/1.1", "Host: h");

      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(asked(etl)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST /clusters/other/ui/login, 404",
    "PUT /v1/query/20261123_043710_00026_zzzzz/killed, 410",
    "POST /oauth2/token/abc, 404",
    "POST /ui/login, 404",
    "POST /v1/spooled/download/, 404",
    "GET /v1/query, 200"
  })
  void bodyThatNoClusterGets_doesNotHoldUpTheNextRequest(String request, int status)
      throws IOException {
    String body = "x".repeat(3_000_000);
    try (var client = new RawClient(broker.front())) {
      client.head(request + " HTTP/1.1", "Host: h", "Content-Length: " + body.length()).send(body);
      assertThat(client.answer().status()).isEqualTo(status);

      assertThat(client.head("GET /v1/info HTTP/1.1", "Host: h").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void drainingCluster_showsItsPages() throws Exception {
    try (var admin = new AdminClient(broker.admin())) {
      admin.post("/api/v1/clusters/etl-1/drain", "{}");
      assertThat(get("/clusters/etl-1/ui/").status()).isEqualTo(200);
      admin.post("/api/v1/clusters/etl-1/activate", "");
    }
  }
}

package io.sluice.samples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrinoProtocolTest {
  private static final String ALICE = "X-Trino-User: alice";

  private StandInCluster cluster;
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    cluster =
        StandInCluster.builder()
            .name("etl-1")
            .coordinatorId("abcde")
            .longPoll(Duration.ofMillis(20))
            .build()
            .start();
    wire = new Wire(cluster);
  }

  @AfterEach
  void stop() throws IOException {
    wire.close();
    cluster.close();
  }

  @Test
  void statement_isQueuedThenRunThenFinished() throws IOException {
    List<Wire.Reply> pages = wire.run("SELECT 1", ALICE, "X-Trino-Source: bi");

    assertThat(pages).hasSize(4).allMatch(page -> page.status() == 200);
    assertThat(pages.getFirst().text())
        .matches("\\{\"id\":\"\\d{8}_\\d{6}_00000_abcde\",\"infoUri\":\"http://127.*")
        .contains("/v1/statement/queued/", "\"stats\":{\"state\":\"QUEUED\",\"queued\":true");
    assertThat(pages.get(1).next().orElseThrow().getPath())
        .matches("/v1/statement/executing/[\\w]+_abcde/y[0-9a-f]{40}/0");
    assertThat(pages.get(2).text())
        .contains("\"data\":[[\"etl-1\",\"alice\",\"bi\",\"\",\"\",\"SELECT 1\"]]")
        .contains("\"columns\":[{\"name\":\"stand_in_cluster\",\"type\":\"varchar\"");
    assertThat(pages.getLast().text()).contains("\"state\":\"FINISHED\"").doesNotContain("nextUri");
  }

  @Test
  void page_uriFollowsTheHostOfTheRequest() throws IOException {
    wire.raw(
        "POST /v1/statement HTTP/1.1\r\nHost: broker.example:9999\r\nX-Trino-User: a\r\n"
            + "Content-Length: 8\r\n\r\nSELECT 1");

    assertThat(wire.reply(false).text())
        .contains("\"infoUri\":\"http://broker.example:9999/ui#/queries/")
        .contains("\"nextUri\":\"http://broker.example:9999/v1/statement/queued/");
  }

  @Test
  void slug_changesAtEachStepAndIsNeeded() throws IOException {
    Wire.Reply first = wire.post("SELECT 1", ALICE);
    Wire.Reply second = wire.get(first.next().orElseThrow());
    String path = first.next().orElseThrow().getPath();
    String forged = path.replaceAll("/y...", "/y000");

    assertThat(second.next().orElseThrow().getPath()).doesNotContain(path.split("/", -1)[5]);
    assertThat(wire.get(forged).status()).isEqualTo(404);
    assertThat(wire.get("/v1/statement/queued/20200101_000000_00000_abcde/y12/1").status())
        .isEqualTo(404);
  }

  @Test
  void page_isTheSameWhenAskedAgainAndGoneWhenALaterOneWasTold() throws IOException {
    URI first = wire.post("SELECT 1", ALICE).next().orElseThrow();
    Wire.Reply once = wire.get(first);
    Wire.Reply again = wire.get(first);
    wire.get(once.next().orElseThrow());

    assertThat(again.text()).isEqualTo(once.text());
    assertThat(wire.get(first).status()).isEqualTo(410);
  }

  @Test
  void cancelledStatement_tellsSoOnTheNextPoll() throws IOException {
    URI next = wire.post("SELECT 1 -- stand-in: run=held", ALICE).next().orElseThrow();
    next = wire.get(next).next().orElseThrow();
    next = wire.get(next).next().orElseThrow();
    assertThat(cluster.runningQueries()).isEqualTo(1);

    assertThat(wire.delete(next).status()).isEqualTo(204);
    assertThat(wire.delete(next).status()).isEqualTo(204);

    assertThat(wire.get(next).text())
        .contains("\"errorName\":\"USER_CANCELED\"", "Query was canceled")
        .doesNotContain("nextUri");
    assertThat(cluster.runningQueries()).isZero();
  }

  @Test
  void heldStatement_goesOnWhenReleased() throws IOException {
    URI next = wire.post("SELECT 1 -- stand-in: run=held, rows=3", ALICE).next().orElseThrow();
    next = wire.get(next).next().orElseThrow();
    next = wire.get(next).next().orElseThrow();

    cluster.release();

    assertThat(wire.get(next).text()).contains("\"data\":[[0,\"\"],[1,\"\"],[2,\"\"]]");
  }

  @Test
  void failingStatement_tellsTheErrorOnTheFirstPoll() throws IOException {
    List<Wire.Reply> pages = wire.run("SELEC 1", ALICE);

    assertThat(pages).hasSize(2);
    assertThat(pages.getLast().text())
        .contains("\"state\":\"FAILED\"")
        .contains("\"error\":{\"message\":\"line 1:1: mismatched input 'SELEC'")
        .contains("\"errorCode\":1,\"errorName\":\"SYNTAX_ERROR\",\"errorType\":\"USER_ERROR\"")
        .contains("\"errorLocation\":{\"lineNumber\":1,\"columnNumber\":1}");
  }

  @Test
  void failComment_failsAfterItsPages() throws IOException {
    List<Wire.Reply> pages =
        wire.run("SELECT 1 -- stand-in: pages=2, rows=4, fail=DIVISION_BY_ZERO", ALICE);

    assertThat(pages).hasSize(5);
    assertThat(pages.get(3).text()).contains("\"data\":[[2,\"\"],[3,\"\"]]");
    assertThat(pages.getLast().text()).contains("DIVISION_BY_ZERO").contains("FAILED");
  }

  @Test
  void unknownWordInTheComment_failsWithWhatIsKnown() throws IOException {
    assertThat(wire.run("SELECT 1 -- stand-in: row=4", ALICE).getLast().text())
        .contains("stand-in comment: 'row' (expected: rows, pages");
  }

  @Test
  void statementWithoutUser_isUnauthorized() throws IOException {
    Wire.Reply reply = wire.post("SELECT 1", "X-Presto-User: alice");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).contains("Basic realm=\"Trino\"");
    assertThat(wire.post("SELECT 1", "Authorization: Basic YWxpY2U6").status()).isEqualTo(200);
    assertThat(wire.post("SELECT 1", "Authorization: Basic YWxpY2U6c2VjcmV0").text())
        .isEqualTo("Password not allowed for insecure authentication");
  }

  @Test
  void emptyStatement_isABadRequest() throws IOException {
    Wire.Reply reply = wire.post("", ALICE);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).isEqualTo("Error 400 Bad Request: SQL statement is empty");
  }

  @Test
  void forwardedHeader_isNotAcceptable() throws IOException {
    assertThat(wire.get("/v1/info", "X-Forwarded-For: 10.0.0.1").status()).isEqualTo(406);
    assertThat(wire.get("/v1/info", "Forwarded: for=10.0.0.1").status()).isEqualTo(200);
  }

  @Test
  void sessionStatements_changeTheSessionByHeaders() throws IOException {
    assertThat(lastHeader("set session query_max_run_time='5m'", "X-Trino-Set-Session"))
        .isEqualTo("query_max_run_time=5m");
    assertThat(lastHeader("use tpch.sf1", "X-Trino-Set-Catalog")).isEqualTo("tpch");
    assertThat(lastHeader("use sf1", "X-Trino-Set-Schema")).isEqualTo("sf1");
    assertThat(lastHeader("prepare p1 from select ?", "X-Trino-Added-Prepare"))
        .isEqualTo("p1=select+%3F");
    assertThat(lastHeader("deallocate prepare p1", "X-Trino-Deallocated-Prepare")).isEqualTo("p1");
  }

  @Test
  void execute_needsThePreparedStatement() throws IOException {
    assertThat(wire.run("EXECUTE p1", ALICE).getLast().text()).contains("\"NOT_FOUND\"");
    assertThat(
            wire.run("EXECUTE p1 USING 1", ALICE, "X-Trino-Prepared-Statement: p1=select+%3F")
                .getLast()
                .text())
        .contains("FINISHED");
  }

  @Test
  void transaction_livesUntilItsCommit() throws IOException {
    assertThat(wire.run("START TRANSACTION", ALICE).getLast().text())
        .contains("INCOMPATIBLE_CLIENT");
    String id =
        wire.run("START TRANSACTION", ALICE, "X-Trino-Transaction-Id: NONE")
            .getLast()
            .header("X-Trino-Started-Transaction-Id")
            .orElseThrow();
    String inside = "X-Trino-Transaction-Id: " + id;

    assertThat(cluster.openTransactions()).isEqualTo(1);
    assertThat(wire.run("SELECT 1", ALICE, inside).getLast().text()).contains("FINISHED");
    assertThat(wire.run("COMMIT", ALICE, inside).getLast().header("X-Trino-Clear-Transaction-Id"))
        .contains("true");
    assertThat(wire.run("SELECT 1", ALICE, inside).getLast().text())
        .contains("UNKNOWN_TRANSACTION", id);
    assertThat(wire.run("COMMIT", ALICE, "X-Trino-Transaction-Id: NONE").getLast().text())
        .contains("NOT_IN_TRANSACTION", "No transaction in progress");
  }

  @Test
  void killQuery_failsTheOtherQuery() throws IOException {
    Wire.Reply held = wire.post("SELECT 1 -- stand-in: run=held", ALICE);
    URI next = wire.get(held.next().orElseThrow()).next().orElseThrow();
    String id = next.getPath().split("/", -1)[4];

    wire.run("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'x')", ALICE);

    assertThat(wire.get(next).text()).contains("ADMINISTRATIVELY_KILLED");
    assertThat(cluster.state(id)).contains("FAILED");
  }

  @Test
  void queries_areListedOnceStartedAndCanBeKilled() throws IOException {
    Wire.Reply held = wire.post("SELECT 1 -- stand-in: run=held", ALICE);
    assertThat(wire.get("/v1/query", ALICE).text()).isEqualTo("[]");
    assertThat(
            wire.get("/v1/query/" + held.next().orElseThrow().getPath().split("/", -1)[4], ALICE))
        .extracting(Wire.Reply::status)
        .isEqualTo(410);
    URI next = wire.get(held.next().orElseThrow()).next().orElseThrow();
    String id = next.getPath().split("/", -1)[4];

    assertThat(wire.get("/v1/query").status()).isEqualTo(401);
    assertThat(wire.get("/v1/query", ALICE).text())
        .startsWith("[{\"queryId\":\"" + id)
        .contains("\"state\":\"RUNNING\"");
    wire.send("HEAD", "/v1/query/" + id, new byte[0], ALICE);
    assertThat(wire.reply(true).status()).isEqualTo(200);
    assertThat(wire.get("/metrics", ALICE).text())
        .contains("trino_execution_name_QueryManager_RunningQueries 1.0");
    wire.send("DELETE", "/v1/query/" + id, new byte[0], ALICE);
    assertThat(wire.reply(false).status()).isEqualTo(204);
    assertThat(wire.get("/v1/query/" + id, ALICE).text()).contains("\"name\":\"USER_CANCELED\"");
  }

  @Test
  void load_isWhatItWasToldToSay() throws IOException {
    cluster.load(2, 3, 1);
    cluster.workers(4);
    cluster.utilisation(0.25, 0.5);

    assertThat(
            wire.get("/metrics?name%5B%5D=trino_execution_name_QueryManager_QueuedQueries", ALICE)
                .text())
        .contains("QueuedQueries 3.0")
        .doesNotContain("RunningQueries");
    assertThat(wire.get("/metrics", ALICE).text())
        .contains("QueryManager_RunningQueries 2.0", "ActiveWorkerCount 4.0");
    assertThat(wire.get("/v1/status").text())
        .contains("\"processCpuLoad\":0.25", "\"reservedBytes\":536870912");
    assertThat(wire.get("/ui/api/stats").status()).isEqualTo(401);
    assertThat(wire.get("/ui/api/stats", "Cookie: Trino-UI-Token=stand-in").text())
        .startsWith("{\"runningQueries\":2,\"blockedQueries\":1,\"queuedQueries\":3");
  }

  @Test
  void catalogs_areListedInSql_andByDefaultThereAreNone() throws IOException {
    assertThat(wire.run("SHOW CATALOGS", ALICE))
        .noneMatch(page -> page.text().contains("\"data\""));

    cluster.catalogs("system", "lake");

    assertThat(wire.run("SHOW CATALOGS", ALICE))
        .anyMatch(page -> page.text().contains("\"data\":[[\"system\"],[\"lake\"]]"));
    assertThat(wire.run("SELECT catalog_name FROM system.metadata.catalogs", ALICE))
        .anyMatch(page -> page.text().contains("[\"lake\",\"lake\",\"lake\"]"));
  }

  @Test
  void infoAndUi_sayThatItIsAStandIn() throws IOException {
    assertThat(wire.get("/v1/info").text())
        .startsWith(
            "{\"nodeId\":\"stand-in-etl-1\",\"state\":\"ACTIVE\",\"nodeVersion\":{\"version\":"
                + "\"stand-in\"},\"environment\":\"stand_in\",\"coordinator\":true,"
                + "\"coordinatorId\":\"abcde\",\"starting\":false,\"uptime\":");
    assertThat(wire.get("/ui/").text()).contains("This is no Trino cluster");
    assertThat(wire.get("/v1/cluster").status()).isEqualTo(404);
  }

  @Test
  void gzip_isUsedWhenAskedAndChunked() throws IOException {
    Wire.Reply reply = wire.get("/v1/info", "Accept-Encoding: deflate, gzip, br");

    assertThat(reply.header("Content-Encoding")).contains("gzip");
    assertThat(reply.header("Transfer-Encoding")).contains("chunked");
    assertThat(unzip(reply.bytes())).contains("\"coordinatorId\":\"abcde\"");
  }

  @Test
  void request_isRememberedAsItCame() throws IOException {
    wire.raw(
        "POST /v1/statement?x=1 HTTP/1.1\r\nhost: h\r\nX-TRINO-user: a\r\nX-a: 1\r\nx-A: 2\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nSEL\r\n5;x=y\r\nECT 1\r\n0\r\n\r\n");
    assertThat(wire.reply(false).status()).isEqualTo(200);

    ReceivedRequest request = cluster.received().getFirst();
    assertThat(request.target()).isEqualTo("/v1/statement?x=1");
    assertThat(request.text()).isEqualTo("SELECT 1");
    assertThat(request.headers())
        .extracting(ReceivedRequest.Header::name)
        .containsExactly("host", "X-TRINO-user", "X-a", "x-A", "Transfer-Encoding");
    assertThat(request.headers("x-a")).containsExactly("1", "2");
  }

  @Test
  void expectation_isMetBeforeTheBodyIsRead() throws IOException {
    wire.raw(
        "POST /v1/statement HTTP/1.1\r\nHost: h\r\nX-Trino-User: a\r\nExpect: 100-continue\r\n"
            + "Content-Length: 8\r\n\r\n");
    assertThat(wire.reply(false).status()).isEqualTo(100);
    wire.raw("SELECT 1");

    assertThat(wire.reply(false).status()).isEqualTo(200);
    assertThat(cluster.acceptedConnections()).isEqualTo(1);
  }

  private String lastHeader(String sql, String name) throws IOException {
    return wire.run(sql, ALICE).getLast().header(name).orElseThrow();
  }

  private static String unzip(byte[] packed) throws IOException {
    try (var zip = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(packed))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

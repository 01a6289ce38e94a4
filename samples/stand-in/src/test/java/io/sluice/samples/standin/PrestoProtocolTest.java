package io.sluice.samples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrestoProtocolTest {
  private static final String ALICE = "X-Presto-User: alice";

  private StandInCluster cluster;
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    cluster =
        StandInCluster.builder()
            .name("old-1")
            .dialect(StandInDialect.PRESTO)
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
  void statement_hasOneSlugInTheQueryStringAndDataUnderQueued() throws IOException {
    List<Wire.Reply> pages = wire.run("SELECT 1 -- stand-in: rows=2, pages=2", ALICE);
    List<URI> nexts = pages.stream().flatMap(page -> page.next().stream()).toList();

    assertThat(nexts)
        .extracting(URI::getPath)
        .extracting(path -> path.replaceAll("\\d{8}_\\d{6}_00000_abcde", "ID"))
        .containsExactly(
            "/v1/statement/queued/ID/1",
            "/v1/statement/queued/ID/2",
            "/v1/statement/executing/ID/1",
            "/v1/statement/executing/ID/2");
    assertThat(nexts)
        .extracting(URI::getQuery)
        .hasSize(4)
        .allMatch(nexts.get(0).getQuery()::equals);
    assertThat(pages.getFirst().text())
        .contains("\"stats\":{\"state\":\"WAITING_FOR_PREREQUISITES\",\"waitingForPrerequisites\"");
    assertThat(pages.get(2).text())
        .contains("\"partialCancelUri\":\"http://127.0.0.1:" + cluster.port() + "/v1/stage/")
        .contains("\"data\":[[0,\"\"]]");
    assertThat(pages.getLast().text()).contains("\"state\":\"FINISHED\"");
  }

  @Test
  void shortPage_hasAContentLengthAndALongOneIsChunked() throws IOException {
    List<Wire.Reply> pages = wire.run("SELECT 1 -- stand-in: pageBytes=64KiB", ALICE);

    assertThat(pages.getFirst().header("Content-Length")).isPresent();
    assertThat(pages.get(2).header("Transfer-Encoding")).contains("chunked");
    assertThat(pages.get(2).text()).hasSizeBetween(60_000, 70_000);
  }

  @Test
  void statementWithoutUser_isABadRequest() throws IOException {
    Wire.Reply reply = wire.post("SELECT 1", "X-Trino-User: alice");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).isEqualTo("User must be set");
  }

  @Test
  void forgedSlug_isNotFound() throws IOException {
    URI next = wire.post("SELECT 1", ALICE).next().orElseThrow();

    assertThat(wire.get(next.getPath() + "?slug=x0").status()).isEqualTo(404);
    assertThat(wire.get(next.getPath()).status()).isEqualTo(404);
    assertThat(wire.get(next).status()).isEqualTo(200);
  }

  @Test
  void cancelledStatement_tellsSoOnTheNextPoll() throws IOException {
    URI next = wire.post("SELECT 1 -- stand-in: run=held", ALICE).next().orElseThrow();
    next = wire.get(next).next().orElseThrow();

    assertThat(wire.delete(next).status()).isEqualTo(204);

    assertThat(wire.get(next).text()).contains("USER_CANCELED").contains("\"retriable\":false");
  }

  @Test
  void sessionStatement_endsInsideQueuedWithOneTrueRow() throws IOException {
    List<Wire.Reply> pages = wire.run("USE tpch.tiny", ALICE);

    assertThat(pages).hasSize(3);
    assertThat(pages.getLast().header("X-Presto-Set-Catalog")).contains("tpch");
    assertThat(pages.getLast().text())
        .contains("\"columns\":[{\"name\":\"result\",\"type\":\"boolean\"", "\"data\":[[true]]")
        .contains("\"updateType\":\"USE\"");
  }

  @Test
  void forwardedProto_makesTheUrisHttps() throws IOException {
    assertThat(wire.post("SELECT 1", ALICE, "X-Forwarded-Proto: https").next().orElseThrow())
        .hasScheme("https");
  }

  @Test
  void load_isToldToAnyone() throws IOException {
    URI next = wire.post("SELECT 1 -- stand-in: run=held", ALICE).next().orElseThrow();
    wire.get(next);

    assertThat(wire.get("/v1/cluster").text())
        .startsWith("{\"runningQueries\":1,\"blockedQueries\":0,\"queuedQueries\":0");
    assertThat(wire.get("/v1/query").text()).contains("\"state\":\"RUNNING\"");
    assertThat(wire.get("/v1/info").text())
        .startsWith("{\"nodeVersion\":{\"version\":\"stand-in\"}")
        .doesNotContain("coordinatorId");
    assertThat(wire.get("/metrics").status()).isEqualTo(404);
  }

  @Test
  void longHeader_isTooLarge() throws IOException {
    wire.send("GET", "/v1/info", new byte[0], "X-Presto-Session: " + "x".repeat(9000));

    assertThat(wire.reply(true).status()).isEqualTo(431);
  }
}

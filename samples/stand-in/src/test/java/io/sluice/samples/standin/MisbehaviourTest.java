package io.sluice.samples.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MisbehaviourTest {
  static final String ALICE = "X-Trino-User: alice";
  private static final Duration SOON = Duration.ofSeconds(10);

  private StandInCluster cluster;

  @BeforeEach
  void start() {
    cluster = StandInCluster.builder().coordinatorId("abcde").build().start();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void shutDoor_refusesAndOpensOnTheSamePortAgain() throws IOException {
    int port = cluster.port();
    cluster.door(Door.SHUT);

    assertThatThrownBy(() -> new Wire(cluster).close()).isInstanceOf(ConnectException.class);

    cluster.door(Door.OPEN);
    assertThat(cluster.port()).isEqualTo(port);
    try (Wire wire = new Wire(cluster)) {
      assertThat(wire.get("/v1/info").status()).isEqualTo(200);
    }
  }

  @Test
  void shutDoor_leavesOpenConnectionsUntilTheyAreDropped() throws IOException {
    try (Wire wire = new Wire(cluster)) {
      wire.get("/v1/info");
      cluster.door(Door.SHUT);
      assertThat(wire.get("/v1/info").status()).isEqualTo(200);

      cluster.dropConnections();
      assertThatThrownBy(() -> wire.get("/v1/info")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void hangingUpDoor_closesWhatItTook() throws IOException {
    cluster.door(Door.HANGING_UP);

    try (Wire wire = new Wire(cluster)) {
      assertThat(wire.rest()).isEmpty();
    }
    assertThat(cluster.received()).isEmpty();
  }

  @Test
  void status_isAnsweredToWhatFitsOnly() throws IOException {
    cluster.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Status(503, Optional.of("7")));

    try (Wire wire = new Wire(cluster)) {
      Wire.Reply reply = wire.post("SELECT 1", ALICE);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).contains("7");
      assertThat(wire.get("/v1/info").status()).isEqualTo(200);

      cluster.behave();
      assertThat(wire.post("SELECT 1", ALICE).status()).isEqualTo(200);
    }
  }

  @Test
  void cannedAnswer_isGivenAsItIs() throws IOException {
    cluster.misbehave(
        request -> request.path().startsWith("/v1/spooled/"),
        new Misbehaviour.Canned(
            200,
            List.of(new ReceivedRequest.Header("Content-Type", "application/octet-stream")),
            "segment"));

    try (Wire wire = new Wire(cluster)) {
      Wire.Reply reply = wire.get("/v1/spooled/download/x");
      assertThat(reply.text()).isEqualTo("segment");
      assertThat(reply.header("Content-Type")).contains("application/octet-stream");
    }
  }

  @Test
  void hang_answersOnlyOnceLetThrough() throws IOException, InterruptedException {
    Gate gate = Gate.closed();
    cluster.misbehave(new Misbehaviour.Hang(gate));

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info", new byte[0]);
      assertThat(gate.awaitArrivals(1, SOON)).isTrue();
      assertThat(cluster.exchanges()).isEmpty();

      gate.letThrough(1);
      assertThat(wire.reply(false).status()).isEqualTo(200);
    }
  }

  @Test
  void close_endsAConnectionThatHangs() throws IOException, InterruptedException {
    Gate gate = Gate.closed();
    cluster.misbehave(new Misbehaviour.Hang(gate));

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info", new byte[0]);
      assertThat(gate.awaitArrivals(1, SOON)).isTrue();
      cluster.close();

      assertThat(wire.rest()).isEmpty();
      assertThat(cluster.openConnections()).isZero();
    }
  }

  @Test
  void garbage_isNoHttp() throws IOException {
    cluster.misbehave(new Misbehaviour.Garbage());

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info", new byte[0]);
      assertThat(new String(wire.rest(), StandardCharsets.UTF_8)).contains("this is no HTTP");
    }
  }

  @Test
  void unansweredRequest_endsOrResetsTheConnection() throws IOException {
    cluster.misbehave(ReceivedRequest::isProbe, new Misbehaviour.CloseUnanswered(false));
    cluster.misbehave(new Misbehaviour.CloseUnanswered(true));

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info", new byte[0]);
      assertThat(wire.rest()).isEmpty();
    }
    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/ui/", new byte[0]);
      assertThatThrownBy(wire::rest).hasMessageContaining("reset");
    }
  }

  @Test
  void closeMidBody_sendsThatManyBytesOfTheBody() throws IOException, InterruptedException {
    cluster.misbehave(ReceivedRequest::isProbe, new Misbehaviour.CloseMidBody(17));

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info", new byte[0]);
      assertThat(new String(wire.rest(), StandardCharsets.UTF_8))
          .contains("200 OK", "{\"nodeId\":\"stand-")
          .doesNotContain("{\"nodeId\":\"stand-i");
    }
    assertThat(cluster.awaitExchange(exchange -> !exchange.complete(), SOON)).isTrue();
    assertThat(cluster.exchanges().getFirst().bodyBytes()).isEqualTo(17);
  }

  @Test
  void slowBody_comesPieceByPiece() throws IOException, InterruptedException {
    Gate gate = Gate.closed();
    cluster.misbehave(new Misbehaviour.SlowBody(gate, 10));

    try (Wire wire = new Wire(cluster)) {
      wire.send("GET", "/v1/info/state", new byte[0]);
      wire.send("GET", "/v1/info/state", new byte[0]);
      gate.letThrough(1);
      assertThat(wire.reply(false).text()).isEqualTo("\"ACTIVE\"");
      assertThat(gate.awaitArrivals(2, SOON)).isTrue();
      assertThat(cluster.exchanges()).hasSize(1);
      gate.open();
      assertThat(wire.reply(false).text()).isEqualTo("\"ACTIVE\"");
    }
  }

  @Test
  void starting_isToldInInfo() throws IOException {
    cluster.starting(true);

    try (Wire wire = new Wire(cluster)) {
      assertThat(wire.get("/v1/info").text()).contains("\"starting\":true");
      cluster.behave();
      assertThat(wire.get("/v1/info").text()).contains("\"starting\":false");
    }
  }

  @Test
  void restart_forgetsQueriesAndHasANewId() throws IOException {
    URI next;
    try (Wire wire = new Wire(cluster)) {
      next = wire.post("SELECT 1", ALICE).next().orElseThrow();
      cluster.restart("fghij");
    }

    try (Wire wire = new Wire(cluster)) {
      assertThat(wire.get(next).status()).isEqualTo(404);
      assertThat(wire.post("SELECT 1", ALICE).text()).contains("_00000_fghij\"");
      assertThat(wire.get("/v1/info").text()).contains("\"coordinatorId\":\"fghij\"");
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spooled segments come from the cluster that issued them, whoever asks for them. */
@Timeout(120)
final class SpooledTest {
  private static final String DOWNLOAD = "/v1/spooled/download/";
  private static final String ACK = "/v1/spooled/ack/";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  @TempDir private Path folder;
  private RunningBroker broker;
  private StatementClient client;

  @BeforeEach
  void start() throws IOException {
    a.start();
    b.start();
    spools(a, "segment-of-a");
    spools(b, "segment-of-b");
    broker =
        RunningBroker.start(
            folder,
            "",
            "rule \"b\" when Query(source == \"b\") then decision.route(\"b\"); end\n",
            in("a", a),
            in("b", b));
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, broker, a, b);
  }

  /** Polls tell of one segment; whoever asks for another one gets what a real coordinator says. */
  private static void spools(StandInCluster cluster, String id) {
    var octets = List.of(new ReceivedRequest.Header("Content-Type", "application/octet-stream"));
    cluster.misbehave(
        request -> request.path().equals(DOWNLOAD + id),
        new Misbehaviour.Canned(200, octets, "rows of " + id));
    cluster.misbehave(
        request -> request.path().equals(ACK + id), new Misbehaviour.Canned(200, List.of(), ""));
    cluster.misbehave(
        request -> request.path().startsWith("/v1/spooled/"),
        new Misbehaviour.Canned(
            500,
            List.of(),
            "java.lang.RuntimeException: Could not decode segment identifier from URI"));
    String page =
        """
        {"id":"20261123_043710_00026_%1$s","infoUri":"http://x/ui","columns":[],"data":{"encoding":\
        "json","segments":[{"type":"spooled","uri":"http://x/v1/spooled/download/%2$s","ackUri":\
        "http://x/v1/spooled/ack/%2$s","metadata":{"rowsCount":1}}]},"stats":{"state":"FINISHED"}}\
        """
            .formatted(cluster.coordinatorId(), id);
    cluster.misbehave(
        ReceivedRequest::isPoll,
        new Misbehaviour.Canned(
            200,
            List.of(
                new ReceivedRequest.Header("Content-Type", "application/json"),
                new ReceivedRequest.Header("X-Trino-Query-Data-Encoding", "json")),
            page));
  }

  private static List<ReceivedRequest> spooled(StandInCluster cluster) {
    return cluster.received(request -> request.path().startsWith("/v1/spooled/"));
  }

  private void assertSegmentOfB(String accepted) throws Exception {
    try (StatementClient toB = client.with("X-Trino-Source", "b", "Accept-Encoding", accepted)) {
      JsonNode page = toB.begin("SELECT 1");
      assertThat(page.at("/data/segments/0/uri").asText()).endsWith("segment-of-b");
    }

    HttpResponse<String> segment = client.get(DOWNLOAD + "segment-of-b");

    assertThat(segment.statusCode()).isEqualTo(200);
    assertThat(segment.body()).isEqualTo("rows of segment-of-b");
    assertThat(segment.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(client.get(ACK + "segment-of-b").statusCode()).isEqualTo(200);
    assertThat(spooled(a)).isEmpty();
    assertThat(spooled(b)).hasSize(2);
  }

  @Test
  void segment_thatAPageToldOf_comesFromItsCluster() throws Exception {
    assertSegmentOfB("identity");
  }

  @Test
  void segment_thatACompressedPageToldOf_comesFromItsCluster() throws Exception {
    assertSegmentOfB("gzip");
  }

  @Test
  void segment_thatNoPageToldOf_isFoundAmongTheClusters_andThenKnown() throws Exception {
    assertThat(client.get(DOWNLOAD + "segment-of-b").body()).isEqualTo("rows of segment-of-b");
    assertThat(spooled(a)).hasSize(1);

    assertThat(client.get(ACK + "segment-of-b").statusCode()).isEqualTo(200);
    assertThat(spooled(a)).hasSize(1);
  }

  @Test
  void acknowledgement_ofAnUnknownSegment_reachesItsCluster() throws Exception {
    assertThat(client.get(ACK + "segment-of-b").statusCode()).isEqualTo(200);
    assertThat(spooled(b)).hasSize(1);
  }

  @Test
  void segment_thatNoClusterHas_isNotFound() throws Exception {
    HttpResponse<String> answer = client.get(DOWNLOAD + "made-up");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("no cluster of this fleet has it").doesNotContain("decode");
  }

  @Test
  void segment_thatNoClusterHas_mayBeThatOfOneThatIsSilent() throws Exception {
    b.close();

    HttpResponse<String> answer = client.get(DOWNLOAD + "made-up");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(client.get(DOWNLOAD + "segment-of-a").body()).isEqualTo("rows of segment-of-a");
  }

  @Test
  void redirect_toTheStorage_passesAsItIs() throws Exception {
    b.behave();
    b.misbehave(
        request -> request.path().startsWith(DOWNLOAD),
        new Misbehaviour.Canned(
            303,
            List.of(new ReceivedRequest.Header("Location", "https://storage/x?signature=1")),
            ""));

    HttpResponse<String> answer = client.get(DOWNLOAD + "any");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("https://storage/x?signature=1");
  }

  @Test
  void segmentRequest_withoutAnId_isNotFound() throws Exception {
    assertThat(client.get("/v1/spooled/download/").statusCode()).isEqualTo(404);
    assertThat(spooled(a)).isEmpty();
  }

  @Test
  void clusterThatHangs_doesNotHoldUpASegmentOfAnother() throws Exception {
    Gate gate = Gate.closed();
    a.behave();
    a.misbehave(request -> request.path().startsWith("/v1/spooled/"), new Misbehaviour.Hang(gate));

    assertThat(client.get(DOWNLOAD + "segment-of-b").body()).isEqualTo("rows of segment-of-b");
    gate.open();
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.trust.TestCertificates;
import io.sluice.broker.trust.TestCertificates.ServerFiles;
import io.sluice.samples.standin.Exchange;
import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that negotiate HTTP/2 over TLS. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2Test {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MIB = 1 << 20;

  private final StandInCluster cluster =
      StandInCluster.builder().name("etl-1").remembered(50_000).build();
  private SSLContext trusting;
  private HttpClient http;
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    TestCertificates authority = TestCertificates.authority(folder, "ours");
    ServerFiles files = authority.serverFiles("front", "ip:127.0.0.1", "EC");
    trusting = authority.client();
    http = client();
    String settings =
        "front: { host: 127.0.0.1, port: 0, tls: { certificate: %s, key: %s } }"
            .formatted(files.certificates(), files.key());
    broker = RunningBroker.start(folder.resolve("b"), settings, "", in("etl", cluster));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(http, broker, cluster);
  }

  @AfterEach
  void behave() {
    cluster.behave();
    cluster.forget();
  }

  private HttpClient client() {
    return HttpClient.newBuilder().version(Version.HTTP_2).sslContext(trusting).build();
  }

  private URI largePage(String size) throws Exception {
    try (var client = new StatementClient(client(), broker.front(), "X-Trino-User", "alice")) {
      String next =
          client.begin("SELECT 1 -- stand-in: pages=1, pageBytes=" + size).path("nextUri").asText();
      return broker.front().resolve(URI.create(next).getRawPath());
    }
  }

  private HttpResponse<InputStream> open(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> info() throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(broker.front().resolve("/v1/info")).build(),
        BodyHandlers.ofString());
  }

  @Test
  void statement_livesItsWholeLife() throws Exception {
    try (var client = new StatementClient(client(), broker.front(), "X-Trino-User", "alice")) {
      HttpResponse<String> posted = client.post("SELECT 1 -- stand-in: rows=2000, pages=20");

      assertThat(posted.version()).isEqualTo(Version.HTTP_2);
      assertThat(posted.headers().map()).doesNotContainKeys("connection", "transfer-encoding");
      assertThat(client.follow(posted).rows()).hasSize(2000);
      ReceivedRequest received = cluster.received(ReceivedRequest::isStatement).getLast();
      assertThat(received.version()).isEqualTo("HTTP/1.1");
      assertThat(received.headers("Host")).containsExactly(broker.front().getRawAuthority());
      assertThat(received.headers().stream().map(ReceivedRequest.Header::name))
          .noneMatch(name -> name.startsWith(":"));

      String next = client.begin("SELECT 2").path("nextUri").asText();
      assertThat(client.delete(next).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void ownAnswers_andHeadRequests_pass() throws Exception {
    assertThat(info().version()).isEqualTo(Version.HTTP_2);
    assertThat(info().body()).contains("nodeVersion");
    HttpResponse<String> head =
        http.send(
            HttpRequest.newBuilder(broker.front().resolve("/v1/info")).HEAD().build(),
            BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void largePage_passesUnchanged() throws Exception {
    URI uri = largePage("256MiB");
    var crc = new CRC32C();
    long bytes = 0;
    HttpResponse<InputStream> response = open(uri);
    assertThat(response.version()).isEqualTo(Version.HTTP_2);
    try (InputStream page = response.body()) {
      byte[] buffer = new byte[64 << 10];
      for (int n = page.read(buffer); n >= 0; n = page.read(buffer)) {
        crc.update(buffer, 0, n);
        bytes += n;
      }
    }

    assertThat(cluster.awaitExchange(exchange -> exchange.bodyBytes() > MIB, PATIENCE)).isTrue();
    Exchange sent =
        cluster.exchanges().stream().filter(it -> it.bodyBytes() > MIB).toList().getLast();
    assertThat(bytes).isEqualTo(sent.bodyBytes());
    assertThat(crc.getValue()).isEqualTo(sent.bodyCrc32c());
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void slowReader_pausesTheCluster_costsNoMemory_andOtherStreamsGoOn() throws Exception {
    Gate counting = Gate.closed();
    counting.open();
    URI uri = largePage("200MiB");
    cluster.misbehave(ReceivedRequest::isPoll, new Misbehaviour.SlowBody(counting, 8192));
    int quarter = (int) (50 * MIB / 8192);
    long before = liveHeap();

    try (InputStream page = open(uri).body()) {
      // The client takes what its own window allows, and no more.
      assertThat(counting.awaitArrivals(8, PATIENCE)).isTrue();
      assertThat(counting.awaitArrivals(quarter, Duration.ofSeconds(2))).isFalse();
      assertThat(liveHeap() - before).isLessThan(32 * MIB);
      for (int i = 0; i < 20; i++) {
        assertThat(info().statusCode()).isEqualTo(200);
      }
      assertThat(page.readNBytes(1000)).hasSize(1000);
    }
    // The stream was reset: so is the cluster's side.
    assertThat(cluster.awaitExchange(exchange -> !exchange.complete(), PATIENCE)).isTrue();
    assertThat(info().version()).isEqualTo(Version.HTTP_2);
  }

  @Test
  void clusterThatLeavesMidPage_breaksOneStream_andNotTheConnection() throws Exception {
    URI uri = largePage("4MiB");
    cluster.misbehave(ReceivedRequest::isPoll, new Misbehaviour.CloseMidBody(MIB));
    CompletableFuture<HttpResponse<String>> beside =
        http.sendAsync(
            HttpRequest.newBuilder(broker.front().resolve("/v1/info")).build(),
            BodyHandlers.ofString());

    try (InputStream page = open(uri).body()) {
      org.assertj.core.api.Assertions.assertThatThrownBy(page::readAllBytes)
          .isInstanceOf(IOException.class);
    }
    assertThat(beside.get().statusCode()).isEqualTo(200);
    assertThat(info().statusCode()).isEqualTo(200);
  }

  @Test
  void manyStreams_ofOneConnection_areAllAnswered() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      answers.add(
          http.sendAsync(
              HttpRequest.newBuilder(broker.front().resolve("/v1/statement"))
                  .header("X-Trino-User", "alice")
                  .POST(HttpRequest.BodyPublishers.ofString("SELECT " + i))
                  .build(),
              BodyHandlers.ofString()));
    }

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    assertThat(cluster.received(ReceivedRequest::isStatement)).hasSize(90);
  }

  @Test
  void largeHeaders_passInBothDirections_andBeyondTheBoundAre431() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(broker.front().resolve("/v1/statement"))
            .header("X-Trino-User", "alice")
            .header("X-Trino-Prepared-Statement", "p=" + "x".repeat(1_900_000))
            .POST(HttpRequest.BodyPublishers.ofString("SELECT 1"));

    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(
            cluster
                .received(ReceivedRequest::isStatement)
                .getLast()
                .header("X-Trino-Prepared-Statement")
                .orElseThrow())
        .hasSize(1_900_002);
    assertThat(info().statusCode()).isEqualTo(200);
  }
}

package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.samples.demo.engine.Engine;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.engine.Maven;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real coordinator is killed while sixteen clients submit to its group all the time. */
@ExtendWith(RealFleet.class)
@Timeout(300)
class CoordinatorLossIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLIENTS = 16;
  private static final int BEFORE = 64;
  private static final int AFTER = 160;

  private final RealBroker broker;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  CoordinatorLossIT(RealBroker broker) {
    this.broker = broker;
  }

  /** What came of one statement. */
  private record Ending(int postStatus, String query, String error) {}

  @Test
  void killedCoordinator_costsNoStatementThatHadNotStarted(@TempDir Path folder) throws Exception {
    try (EngineProcess spare = spare(folder);
        var admin = new AdminApi(broker.admin())) {
      spare.start();
      spare.awaitReady(Duration.ofMinutes(3));
      admin.post("/api/v1/clusters", spec(spare.url()));
      JsonNode seen = await(admin, "HEALTHY");
      assertThat(seen.path("state").asText()).isEqualTo("HEALTHY");
      String coordinator = seen.path("coordinatorId").asText();

      List<Ending> endings = underLoad(spare::kill);

      assertThat(endings).allMatch(ending -> ending.postStatus() == 200);
      assertThat(endings.stream().filter(ending -> !ending.error().isEmpty()))
          .allMatch(ending -> ending.query().endsWith("_" + coordinator));
      assertThat(endings.stream().filter(e -> e.query().endsWith("_" + coordinator))).isNotEmpty();
      assertThat(endings.stream().filter(e -> e.error().isEmpty()).count())
          .isGreaterThanOrEqualTo(BEFORE + AFTER - CLIENTS);
      assertThat(await(admin, "UNHEALTHY").path("state").asText()).isEqualTo("UNHEALTHY");
      assertThat(admin.deleteCluster("trino-spare")).isBetween(200, 204);
    }
  }

  private static EngineProcess spare(Path folder) throws IOException, InterruptedException {
    var cache =
        new EngineCache(
            EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home"))),
            Maven.find(System.getenv(), Path.of("")),
            System.out::println);
    try (var socket = new ServerSocket(0)) {
      return new EngineProcess(
          cache.install(Engine.TRINO),
          "trino-spare",
          socket.getLocalPort(),
          Path.of(System.getProperty("java.home"), "bin", "java"),
          folder.resolve("spare"));
    }
  }

  private static String spec(URI url) {
    return "{\"name\": \"trino-spare\", \"group\": \"interactive\", \"url\": \"%s\", \"dialect\": \"trino\"}"
        .formatted(url);
  }

  private static JsonNode await(AdminApi admin, String state)
      throws IOException, InterruptedException {
    return admin.await(
        "/api/v1/clusters/trino-spare", answer -> answer.path("state").asText().equals(state));
  }

  /** Runs statements on all clients; kills in the middle. */
  private List<Ending> underLoad(Killing killing) throws Exception {
    var endings = new ConcurrentLinkedQueue<Ending>();
    var done = new AtomicInteger();
    var killed = new AtomicBoolean();
    var halfway = new CountDownLatch(BEFORE);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(
            clients.submit(() -> {
              int after = 0;
              while (!killed.get() || after < AFTER / CLIENTS) {
                endings.add(run("SELECT " + done.incrementAndGet()));
                halfway.countDown();
                after += killed.get() ? 1 : 0;
              }
              return null;
            }));
      }
      assertThat(halfway.await(2, TimeUnit.MINUTES)).isTrue();
      killing.kill();
      killed.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    }
    return List.copyOf(endings);
  }

  private interface Killing {
    void kill() throws InterruptedException;
  }

  /**
   * Runs a statement to its end, as a client does: polls again on 503, and when a page breaks off.
   */
  private Ending run(String sql) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(broker.front().resolve("/v1/statement"))
                .timeout(Duration.ofSeconds(60))
                .header("X-Trino-User", "alice")
                .POST(BodyPublishers.ofString(sql))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      return new Ending(response.statusCode(), "", response.body());
    }
    JsonNode page = JSON.readTree(response.body());
    String query = page.path("id").asText();
    while (page.has("nextUri")) {
      Optional<HttpResponse<String>> polled = poll(URI.create(page.path("nextUri").asText()));
      int status = polled.map(HttpResponse::statusCode).orElse(503);
      if (status == 200) {
        page = JSON.readTree(polled.get().body());
      } else if (status != 503) {
        return new Ending(200, query, status + " " + polled.get().body());
      }
    }
    return new Ending(200, query, page.at("/error/message").asText(""));
  }

  /**
   * Empty when the page broke off: its coordinator died while it sent it. Clients then poll again.
   */
  private Optional<HttpResponse<String>> poll(URI page) throws InterruptedException {
    try {
      return Optional.of(
          http.send(
              HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(60)).build(),
              BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}

package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.LocalBroker;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.fleet.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real fleet is upgraded under load, one engine after the other: drained while a long query
 * runs on it, restarted, activated. Nothing is lost.
 */
@ExtendWith(RealFleet.class)
@Timeout(300)
final class FleetUpgradeIT {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int CLIENTS = 2;
  private static final String SHORT = "SELECT name FROM tpch.tiny.nation";

  /** Some pages, which a client polls for as slowly as it likes. */
  private static final String LONG = "SELECT * FROM tpch.tiny.orders";

  private final DemoFleet fleet;
  private final RealBroker shared;
  private LocalBroker broker;
  private AdminApi admin;

  FleetUpgradeIT(DemoFleet fleet, RealBroker shared) {
    this.fleet = fleet;
    this.shared = shared;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("pin.drl"),
        """
        rule "to the cluster that is named" when Query($cluster: source, source matches "(trino|presto)-[0-9]") then
          decision.route("all");
          decision.pin($cluster);
        end
        """);
    String clusters =
        fleet.members().stream()
            .map(FleetUpgradeIT::yaml)
            .collect(Collectors.joining(System.lineSeparator()));
    broker =
        LocalBroker.start(
            Files.writeString(
                folder.resolve("sluice.yaml"),
                """
                front: { host: 127.0.0.1, port: 0 }
                admin: { port: 0 }
                rules: { directory: rules, defaultGroup: all }
                store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
                health: { interval: 500ms, timeout: 5s, failures: 3, successes: 1 }
                clusters:
                %s
                """
                    .formatted(clusters)));
    admin = new AdminApi(broker.admin());
  }

  private static String yaml(Member member) {
    return "  - { name: %s, group: all, url: \"%s\", dialect: %s }"
        .formatted(member.name(), member.url(), member.dialect().name().toLowerCase(Locale.ROOT));
  }

  /** The other classes of the run find the fleet as they left it. */
  @AfterEach
  void stop() throws Exception {
    try (var other = new AdminApi(shared.admin())) {
      for (Member member : fleet.members()) {
        assertThat(await(other, member.name(), "HEALTHY").path("state").asText())
            .isEqualTo("HEALTHY");
      }
    }
    admin.close();
    broker.close();
  }

  private static JsonNode await(AdminApi api, String cluster, String state)
      throws IOException, InterruptedException {
    return api.await(
        "/api/v1/clusters/" + cluster, answer -> answer.path("state").asText().equals(state));
  }

  @Test
  void upgradeOfEveryEngine_losesNothing() throws Exception {
    var over = new AtomicBoolean();
    var done = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> loads =
          IntStream.range(0, CLIENTS).mapToObj(_ -> clients.submit(() -> ask(over, done))).toList();
      try {
        for (EngineProcess engine : fleet.processes()) {
          int before = done.get();
          upgrade(engine);
          assertThat(done.get()).isGreaterThan(before);
        }
      } finally {
        over.set(true);
      }
      for (Future<Boolean> load : loads) {
        assertThat(load.get()).isTrue();
      }
    }
  }

  /** Short statements, until it is over; one that fails is an exception. */
  private boolean ask(AtomicBoolean over, AtomicInteger done) throws Exception {
    try (var client = new FrontClient(broker.front(), Dialect.TRINO, "")) {
      while (!over.get()) {
        assertThat(client.rows(SHORT)).isEqualTo(25);
        done.incrementAndGet();
      }
    }
    return true;
  }

  /** An engine that says that it is ready has no worker for another moment, not even itself. */
  private static void awaitWorker(EngineProcess engine) throws Exception {
    try (var direct = new FrontClient(engine.url(), engine.engine().dialect(), "")) {
      long end = System.nanoTime() + START.toNanos();
      while (System.nanoTime() < end) {
        try {
          assertThat(direct.rows(SHORT)).isEqualTo(25);
          return;
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("No nodes available");
        }
      }
    }
  }

  private void upgrade(EngineProcess engine) throws Exception {
    String path = "/api/v1/clusters/" + engine.name();
    String coordinator = await(admin, engine.name(), "HEALTHY").path("coordinatorId").asText();
    try (var client = new FrontClient(broker.front(), engine.engine().dialect(), engine.name())) {
      JsonNode page = client.begin(LONG);
      assertThat(page.path("id").asText()).isNotEmpty();
      admin.post(path + "/drain", "");
      assertThat(admin.get(path).path("state").asText()).isEqualTo("DRAINING");
      assertThat(client.rowsFrom(page)).isEqualTo(15_000);
    }
    assertThat(await(admin, engine.name(), "DRAINED").path("state").asText()).isEqualTo("DRAINED");
    engine.close();
    engine.start();
    engine.awaitReady(START);
    awaitWorker(engine);
    admin.post(path + "/activate", "");
    assertThat(await(admin, engine.name(), "HEALTHY").path("state").asText()).isEqualTo("HEALTHY");
    try (var client = new FrontClient(broker.front(), engine.engine().dialect(), engine.name())) {
      JsonNode page = client.begin(SHORT);
      assertThat(page.path("id").asText()).doesNotEndWith("_" + coordinator);
      assertThat(client.rowsFrom(page)).isEqualTo(25);
    }
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.store.ClusterTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers on one store, each with a directory of its own, have the same rules. */
@Timeout(600)
final class SharedRulesTest {
  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url = Stores.inMemory();
  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  private static String allTo(String group) {
    return "rule \"all\" when Query(user == \"alice\") then decision.route(\"%s\"); end\n"
        .formatted(group);
  }

  @BeforeEach
  void start() {
    a.start();
    b.start();
  }

  @AfterEach
  void stop() {
    open.reversed().forEach(RunningBroker::closeAll);
    RunningBroker.closeAll(http, a, b);
  }

  private String settings() {
    return "store: { url: \"%s\", journal: { directory: data/journal } }".formatted(url);
  }

  /** A broker with a folder of its own on the common store. */
  private final class Replica {
    private final String name;
    private final boolean writable;
    private RunningBroker broker;
    private AdminClient admin;
    private StatementClient client;

    Replica(String name, boolean writable, String rules) throws IOException {
      this.name = name;
      this.writable = writable;
      writeRules("rules.drl", rules);
      broker = started();
      admin = new AdminClient(broker.admin());
      client = new StatementClient(broker.front(), "X-Trino-User", "alice");
      open.add(this::close);
    }

    private Path home() {
      return folder.resolve(name);
    }

    private RunningBroker started() throws IOException {
      return writable
          ? RunningBroker.restartWritable(home(), settings(), in("a", a), in("b", b))
          : RunningBroker.restart(home(), settings(), in("a", a), in("b", b));
    }

    void writeRules(String file, String text) throws IOException {
      Files.createDirectories(home().resolve("rules"));
      Files.writeString(home().resolve("rules").resolve(file), text);
    }

    void stop() {
      RunningBroker.closeAll(client, admin, broker);
    }

    void start() throws IOException {
      broker = started();
      admin = new AdminClient(broker.admin());
      client = new StatementClient(broker.front(), "X-Trino-User", "alice");
    }

    void close() {
      RunningBroker.closeAll(client, admin, broker);
    }

    JsonNode rules() throws Exception {
      return admin.get("/api/v1/rules");
    }

    String version() throws Exception {
      return rules().path("version").asText();
    }

    void awaitVersion(String version) throws Exception {
      JsonNode rules =
          admin.await("/api/v1/rules", now -> now.path("version").asText().equals(version));
      assertThat(rules.path("version").asText()).as(name).isEqualTo(version);
    }

    String awaitOtherVersion(String version) throws Exception {
      JsonNode rules =
          admin.await("/api/v1/rules", now -> !now.path("version").asText().equals(version));
      assertThat(rules.path("version").asText()).as(name).isNotEqualTo(version);
      return rules.path("version").asText();
    }

    String cluster() throws Exception {
      return client.run("SELECT 1").rows().getFirst().get(0).asText();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
        throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(broker.admin().resolve(path))
              .method(method, BodyPublishers.ofString(body))
              .headers(headers);
      return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    HttpResponse<String> activate(String version, String why) throws Exception {
      return send(
          "POST",
          "/api/v1/rules/versions/" + version + "/activate",
          "{\"why\": \"" + why + "\"}",
          "Content-Type",
          "application/json",
          "X-Sluice-User",
          "ann");
    }
  }

  @Test
  void editAndRollback_reachBoth_outliveRestarts_andCostNoStatement() throws Exception {
    var one = new Replica("one", false, allTo("a"));
    var two = new Replica("two", false, allTo("a"));
    String first = one.version();
    assertThat(two.version()).isEqualTo(first);
    var stop = new AtomicBoolean();
    var statements = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> traffic =
          threads.submit(() -> {
            try (StatementClient other = two.client.with("X-Trino-Source", "traffic")) {
              while (!stop.get()) {
                assertThat(other.run("SELECT 1").error()).isEmpty();
                statements.incrementAndGet();
              }
            }
            return true;
          });
      try {
        one.writeRules("rules.drl", allTo("b"));
        String second = one.awaitOtherVersion(first);
        two.awaitVersion(second);
        assertThat(two.cluster()).isEqualTo("b-1");
        assertThat(two.rules().path("difference").asText()).contains("DIRECTORY by directory of");
        assertThat(two.admin.get("/health/ready").path("degraded").asBoolean()).isFalse();

        HttpResponse<String> back = two.activate(first, "b is slow");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(two.version()).isEqualTo(first);
        one.awaitVersion(first);
        assertThat(one.cluster()).isEqualTo("a-1");
      } finally {
        stop.set(true);
      }
      traffic.get(30, TimeUnit.SECONDS);
    }
    assertThat(statements.get()).isGreaterThan(5);

    one.stop();
    one.start();
    assertThat(one.version()).isEqualTo(first);
    JsonNode rules = one.rules();
    assertThat(rules.path("directoryVersion").asText()).isNotEqualTo(first);
    assertThat(rules.path("difference").asText()).contains("ROLLBACK by ann");
    assertThat(rules.path("state").asText()).isEqualTo("OK");
    JsonNode versions = one.admin.get("/api/v1/rules/versions");
    assertThat(versions.path("versions")).hasSize(3);
    assertThat(versions.at("/versions/0/why").asText()).isEqualTo("b is slow");
    assertThat(versions.at("/versions/0/active").asBoolean()).isTrue();
  }

  @Test
  void brokenRulesAtTheStart_giveWayToTheLastGoodVersion_andToTheMendedOnes() throws Exception {
    var one = new Replica("one", false, allTo("b"));
    String good = one.version();
    one.stop();
    one.writeRules("rules.drl", "rule \"x\" when Query(usr == \"a\") then end");
    one.start();

    assertThat(one.version()).isEqualTo(good);
    assertThat(one.cluster()).isEqualTo("b-1");
    JsonNode rules = one.rules();
    assertThat(rules.path("state").asText()).isEqualTo("BROKEN");
    assertThat(rules.at("/diagnostics/0/file").asText()).isEqualTo("rules.drl");
    assertThat(one.admin.get("/health/ready").path("degraded").asBoolean()).isTrue();

    one.writeRules("rules.drl", allTo("a"));
    one.awaitOtherVersion(good);
    assertThat(one.cluster()).isEqualTo("a-1");
    assertThat(one.rules().path("state").asText()).isEqualTo("OK");
  }

  @Test
  void versionThatNamesAGoneCluster_staysInForceOverARestart_butIsNotGoneBackTo() throws Exception {
    var one = new Replica("one", false, allTo("a"));
    String plain = one.version();
    String pinned = allTo("a").replace("route(\"a\")", "pin(\"b-1\")");
    one.writeRules("rules.drl", pinned);
    String second = one.awaitOtherVersion(plain);
    HttpResponse<String> named = one.send("DELETE", "/api/v1/clusters/b-1", "", "If-Match", "*");
    assertThat(named.statusCode()).isEqualTo(409);
    assertThat(named.body()).contains("rule \\\"all\\\" (rules.drl:1) names it");
    try (Store store = Stores.open(url)) {
      // As a replica with other rules may do it.
      var table = new ClusterTable(store, InstantSource.system());
      ClusterName name = new ClusterName("b-1");
      table.delete(name, table.find(name).orElseThrow().version(), "ann");
    }
    JsonNode change = one.admin.get("/api/v1/changes?limit=1").at("/changes/0");
    assertThat(change.path("what").asText()).isEqualTo("CLUSTER_DELETED");
    assertThat(change.path("subject").asText()).isEqualTo("b-1");
    one.stop();
    one.start();

    assertThat(one.version()).isEqualTo(second);
    assertThat(one.activate(plain, "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = one.activate(second, "");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("rules.drl:1:").contains("b-1");
    assertThat(one.version()).isEqualTo(plain);
  }

  @Test
  void fileOverRest_isInForceOnBoth_andWrittenToBothDirectories() throws Exception {
    var one = new Replica("one", true, allTo("a"));
    var two = new Replica("two", true, allTo("a"));
    String first = one.version();

    HttpResponse<String> put =
        one.send(
            "PUT",
            "/api/v1/rules/files/rules.drl",
            allTo("b"),
            "If-Match",
            "*",
            "X-Sluice-User",
            "ann");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    String second = one.version();
    assertThat(second).isNotEqualTo(first);
    two.awaitVersion(second);
    assertThat(two.cluster()).isEqualTo("b-1");
    JsonNode written = two.admin.await("/api/v1/rules", rules -> !rules.has("difference"));
    assertThat(written.has("difference")).as(written.toString()).isFalse();
    assertThat(two.home().resolve("rules/rules.drl")).content().isEqualTo(allTo("b"));
    HttpResponse<String> broken =
        two.send("PUT", "/api/v1/rules/files/x.drl", "rule \"x", "If-None-Match", "*");
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(one.admin.get("/api/v1/rules/versions").path("versions")).hasSize(2);
  }

  @Test
  void eightWritersOnTwoBrokers_loseNoUpdate() throws Exception {
    int writers = 8;
    int edits = 25;
    var one = new Replica("one", true, allTo("a"));
    var two = new Replica("two", true, allTo("a"));
    var expected = new TreeSet<String>();
    try (var threads = Executors.newFixedThreadPool(writers)) {
      var running = new ArrayList<Future<?>>();
      for (int writer = 0; writer < writers; writer++) {
        Replica replica = writer % 2 == 0 ? one : two;
        String own = "writer-%d.drl".formatted(writer);
        for (int edit = 0; edit < edits; edit++) {
          expected.add("rule-%d-%d".formatted(writer, edit));
        }
        int number = writer;
        running.add(threads.submit(() -> write(replica, own, number, edits)));
      }
      for (Future<?> writer : running) {
        writer.get(500, TimeUnit.SECONDS);
      }
    }

    String version = one.admin.get("/api/v1/rules/files").path("version").asText();
    for (Replica replica : List.of(one, two)) {
      replica.awaitVersion(version);
      var names = new TreeSet<String>();
      replica.rules().path("rules").forEach(rule -> names.add(rule.path("name").asText()));
      names.remove("all");
      assertThat(names).as(replica.name).isEqualTo(expected);
    }
    JsonNode latest = one.admin.get("/api/v1/rules/versions?limit=1").at("/versions/0");
    assertThat(latest.path("sequence").asInt()).isEqualTo(1 + writers * edits);
  }

  /** Adds a rule at a time: even ones to a file of the writer's own, odd ones to a common file. */
  private Object write(Replica replica, String own, int writer, int edits) throws Exception {
    for (int edit = 0; edit < edits; edit++) {
      String file = edit % 2 == 0 ? own : "common.drl";
      String rule =
          "rule \"rule-%d-%d\" when Query(user == \"u%d\") then decision.route(\"b\"); end\n"
              .formatted(writer, edit, edit);
      boolean done = false;
      while (!done) {
        HttpResponse<String> there =
            replica.send("GET", "/api/v1/rules/files/" + file, "", "X", "x");
        boolean isNew = there.statusCode() == 404;
        HttpResponse<String> put =
            replica.send(
                "PUT",
                "/api/v1/rules/files/" + file,
                (isNew ? "" : there.body()) + rule,
                isNew ? "If-None-Match" : "If-Match",
                isNew ? "*" : there.headers().firstValue("etag").orElseThrow());
        assertThat(put.statusCode()).as(put.body()).isIn(200, 201, 412);
        done = put.statusCode() != 412;
      }
    }
    return own;
  }
}

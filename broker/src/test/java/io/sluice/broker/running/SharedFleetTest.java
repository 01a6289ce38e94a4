package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.broker.store.Stores;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers on one store have the same clusters and groups, whichever of them was asked. */
@Timeout(120)
final class SharedFleetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTERS = "/api/v1/clusters";
  private static final String GROUPS = "/api/v1/groups";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url = Stores.inMemory();
  @TempDir private Path folder;
  private RunningBroker one;
  private RunningBroker two;
  private AdminClient first;
  private AdminClient second;

  @BeforeEach
  void start() throws IOException {
    a.start();
    b.start();
    one = broker("one");
    two = broker("two");
    first = new AdminClient(one.admin());
    second = new AdminClient(two.admin());
  }

  private RunningBroker broker(String name) throws IOException {
    return RunningBroker.start(
        folder.resolve(name),
        "store: { url: \"%s\", journal: { directory: data/journal } }".formatted(url),
        "rule \"to b\" when Query(user == \"bob\")\nthen decision.route(\"b\"); end\n",
        in("a", a),
        in("b", b));
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(first, second, one, two, http, a, b);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(one.admin().resolve(path))
            .header("Content-Type", "application/json")
            .header("X-Sluice-User", "ann")
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private String refusalOfDelete(String path) throws Exception {
    HttpResponse<String> answer = send("DELETE", path, "", "If-Match", "*");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    return JSON.readTree(answer.body()).path("detail").asText();
  }

  @Test
  void changeOverTheFirst_isSeenByTheSecondWithinASecondOrTwo() throws Exception {
    Instant begun = Instant.now();
    HttpResponse<String> created =
        send(
            "POST",
            CLUSTERS,
            """
            {"name": "c-1", "url": "http://127.0.0.1:1", "groups": {"web": {"weight": 3}, "a": {}},
             "credentials": {"user": "me", "password": "${NO_SUCH_PASSWORD}"}}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonNode seen = second.await(CLUSTERS + "/c-1", answer -> answer.has("groups"));
    Duration took = Duration.between(begun, Instant.now());

    assertThat(seen.at("/groups/web/weight").asInt()).isEqualTo(3);
    assertThat(seen.path("hasCredentials").asBoolean()).isTrue();
    // Generous for a busy machine; a look each five seconds would fail now and then.
    assertThat(took).isLessThan(Duration.ofSeconds(4));
    assertThat(second.get(GROUPS + "/web").path("etag").asText()).isEqualTo("1");

    JsonNode read = first.get(CLUSTERS + "/c-1");
    HttpResponse<String> sentBack =
        send("PUT", CLUSTERS + "/c-1", read.toString(), "If-Match", "\"1\"");
    assertThat(sentBack.statusCode()).as(sentBack.body()).isEqualTo(200);
    assertThat(JSON.readTree(sentBack.body()).path("hasCredentials").asBoolean()).isTrue();
    assertThat(second.await(CLUSTERS + "/c-1", it -> it.path("etag").asText().equals("2")))
        .isNotEmpty();
    JsonNode changes = first.get("/api/v1/changes");
    assertThat(changes.toString()).contains("GROUP_CREATED").doesNotContain("NO_SUCH_PASSWORD");

    assertThat(first.delete(CLUSTERS + "/c-1", "2")).isEqualTo(204);
    assertThat(second.await(CLUSTERS + "/c-1", it -> it.path("status").asInt() == 404))
        .isNotEmpty();
  }

  @Test
  void groups_areChangedAtRunTime_andRulesSeeThem() throws Exception {
    HttpResponse<String> created =
        send("POST", GROUPS, "{\"name\": \"web\", \"fallback\": [\"a\"], \"maxQueued\": 5}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    second.await(GROUPS + "/web", answer -> answer.has("select"));
    two.writeRules(
        "web.drl",
        "rule \"to web\" when Query(source == \"web\") then decision.route(\"web\"); end\n");
    second.await("/api/v1/rules", rules -> rules.path("rules").size() == 2);
    try (var client =
        new StatementClient(two.front(), "X-Trino-User", "alice", "X-Trino-Source", "web")) {
      assertThat(client.run("SELECT 1").rows().toString()).contains("a-1");

      HttpResponse<String> moved =
          send("PUT", GROUPS + "/web", "{\"fallback\": [\"b\"]}", "If-Match", "\"1\"");
      assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
      assertThat(moved.headers().firstValue("etag")).contains("\"2\"");
      second.await(GROUPS + "/web", it -> it.path("etag").asText().equals("2"));
      assertThat(client.run("SELECT 1").rows().toString()).contains("b-1");
    }
    assertThat(send("PUT", GROUPS + "/web", "{}", "If-Match", "\"1\"").statusCode()).isEqualTo(412);
    assertThat(send("PUT", GROUPS + "/web", "{}").statusCode()).isEqualTo(428);
    HttpResponse<String> unknown =
        send("PUT", GROUPS + "/web", "{\"fallback\": [\"a\", \"nope\"]}", "If-Match", "*");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("fallback[1]").contains("unknown group 'nope'");
  }

  @Test
  void whatSomethingLeadsTo_isNotRemoved() throws Exception {
    send("POST", GROUPS, "{\"name\": \"web\", \"fallback\": [\"b\"]}");

    assertThat(refusalOfDelete(GROUPS + "/a"))
        .contains("default group")
        .contains("cluster a-1 serves it");
    assertThat(refusalOfDelete(GROUPS + "/b"))
        .contains("cluster b-1 serves it")
        .contains("group web falls back to it")
        .contains("rule \"to b\" (rules.drl:2) names it");
    assertThat(send("DELETE", GROUPS + "/web", "", "If-Match", "\"1\"").statusCode())
        .isEqualTo(204);
    assertThat(first.get(GROUPS + "/web").path("status").asInt()).isEqualTo(404);
    assertThat(send("DELETE", GROUPS + "/web", "", "If-Match", "*").statusCode()).isEqualTo(404);
  }

  @Test
  void clustersOfOneAddress_areRefused() throws Exception {
    HttpResponse<String> twin =
        send(
            "POST",
            CLUSTERS,
            "{\"name\": \"a-2\", \"group\": \"a\", \"url\": \"%s\"}".formatted(a.url()));

    assertThat(twin.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(twin.body()).at("/errors/0");
    assertThat(error.path("field").asText()).isEqualTo("url");
    assertThat(error.path("message").asText()).contains("cluster a-1 has it");
  }

  @Test
  void queriesOfARemovedCluster_goOn() throws Exception {
    try (var client = new StatementClient(one.front(), "X-Trino-User", "alice")) {
      JsonNode page = client.begin("SELECT 1 -- stand-in: run=held, rows=3");
      assertThat(refusalOfDelete(CLUSTERS + "/a-1")).contains("1 of its queries are alive");
      first.post(CLUSTERS + "/a-1/deactivate", "");
      assertThat(first.delete(CLUSTERS + "/a-1", "*")).isEqualTo(204);
      assertThat(first.get(CLUSTERS + "/a-1").path("status").asInt()).isEqualTo(404);

      a.release();
      assertThat(client.follow(client.get(page.path("nextUri").asText())).rows()).hasSize(3);
      assertThat(client.run("SELECT 1").error()).isPresent();
    }
  }
}

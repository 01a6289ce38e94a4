package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Candidates on trial on two brokers of one store, under statements of real clients. */
@Timeout(120)
final class RuleTrialTest {
  private static final String SHADOW = "/api/v1/rules/shadow";
  private static final String CANARY = "/api/v1/rules/canary";
  private static final String ACTIVE =
      "rule \"all to a\" when Query(user != \"\") then decision.route(\"a\"); end\n";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final String store =
      "store: { url: \"jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1\", journal: { directory: data/journal } }"
          .formatted(UUID.randomUUID());
  private RunningBroker one;
  private RunningBroker two;

  @BeforeEach
  void start(@TempDir Path first, @TempDir Path second) throws IOException {
    a.start();
    b.start();
    one = RunningBroker.start(first, store, ACTIVE, in("a", a), in("b", b));
    two = RunningBroker.start(second, store, ACTIVE, in("a", a), in("b", b));
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(open.reversed().toArray(AutoCloseable[]::new));
    RunningBroker.closeAll(one, two, a, b);
  }

  private AdminClient admin(RunningBroker broker) {
    var client = new AdminClient(broker.admin());
    open.add(client);
    return client;
  }

  private String clusterOf(RunningBroker broker, String user) throws Exception {
    try (var client = new StatementClient(broker.front(), "X-Trino-User", user)) {
      StatementClient.Result result = client.run("SELECT 1");
      assertThat(result.error()).isEmpty();
      return result.rows().getFirst().get(0).asText();
    }
  }

  private static String candidate(String rules) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("files").put("rules.drl", rules);
    return body.put("who", "ann").put("why", "b is faster").toString();
  }

  private static String canary(String rules, int percent) {
    return candidate(rules).replaceFirst("\\{", "{\"percent\": " + percent + ", ");
  }

  @Test
  void shadow_seesTheStatementsOfAllBrokers_andHasNoSay() throws Exception {
    AdminClient admin = admin(one);
    AdminClient other = admin(two);
    JsonNode begun =
        admin.put(
            SHADOW,
            candidate(
                """
                rule "bob to b" when Query(user == "bob") then decision.route("b"); end
                rule "carl fails" when Query(user == "carl", 1 / (user.length() - 4) > 0) then decision.route("b"); end
                rule "others to a" when Query(user != "bob") then decision.route("a"); end
                """));
    assertThat(begun.path("state").asText()).as(begun.toString()).isEqualTo("RUNNING");
    other.await(SHADOW, shadow -> shadow.path("state").asText().equals("RUNNING"));
    other.await("/api/v1/rules", rules -> rules.path("trials").size() == 1);

    for (RunningBroker broker : List.of(one, two)) {
      for (String user : List.of("ann", "bob", "bob", "carl")) {
        assertThat(clusterOf(broker, user)).isEqualTo("a-1");
      }
    }

    for (AdminClient asked : List.of(admin, other)) {
      JsonNode shadow = asked.await(SHADOW, seen -> seen.path("compared").asInt() == 8);
      assertThat(shadow.path("compared").asInt()).isEqualTo(8);
      assertThat(shadow.path("equal").asInt()).isEqualTo(2);
      assertThat(shadow.path("different").asInt()).isEqualTo(6);
      assertThat(shadow.path("dropped").asInt()).isZero();
      assertThat(shadow.path("base")).isEqualTo(asked.get("/api/v1/rules").path("version"));
      assertThat(shadow.at("/shifts/0/fromGroup").asText()).isEqualTo("a");
      assertThat(shadow.at("/shifts/0/toGroup").asText()).isEqualTo("b");
      assertThat(shadow.at("/shifts/0/count").asInt()).isEqualTo(4);
      assertThat(shadow.at("/shifts/0/share").asDouble()).isEqualTo(0.5);
      assertThat(shadow.at("/shifts/1/toOutcome").asText()).isEqualTo("DEFAULTED");
      assertThat(shadow.at("/shifts/1/count").asInt()).isEqualTo(2);
      assertThat(shadow.at("/winners/0").toString())
          .isEqualTo("{\"active\":\"all to a\",\"candidate\":\"bob to b\",\"count\":4}");
      assertThat(shadow.at("/flags/RULE_FAILED").asInt()).isEqualTo(2);
      assertThat(shadow.at("/problems/0/problem").asText()).contains("carl fails");
      JsonNode example = shadow.at("/examples/0");
      assertThat(example.path("sql").asText()).isEqualTo("SELECT 1");
      JsonNode decision =
          asked.await(
              "/api/v1/decisions/" + example.path("decisionId").asText(), node -> node.has("user"));
      assertThat(decision.path("user")).isEqualTo(example.path("user"));
    }
  }

  @Test
  void canary_decidesForItsShareOnAllBrokers_outlivesARestart_andEndsForAll(@TempDir Path third)
      throws Exception {
    AdminClient admin = admin(one);
    String toB = "rule \"all to b\" when Query(user != \"\") then decision.route(\"b\"); end\n";
    JsonNode begun = admin.put(CANARY, canary(toB, 0));
    String version = begun.path("version").asText();
    assertThat(clusterOf(one, "ann")).isEqualTo("a-1");

    JsonNode half = admin.put(CANARY, canary(toB, 50), begun.path("etag").asText());
    assertThat(half.path("startedAt")).isEqualTo(begun.path("startedAt"));
    AdminClient other = admin(two);
    other.await(CANARY, canary -> canary.path("percent").asInt() == 50);
    other.await("/api/v1/rules", rules -> rules.at("/trials/0/percent").asInt() == 50);
    var inShare = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      String cluster = clusterOf(one, "user-" + i);
      assertThat(clusterOf(two, "user-" + i)).isEqualTo(cluster);
      if (cluster.equals("b-1")) {
        inShare.add("user-" + i);
      }
    }
    assertThat(inShare).hasSizeBetween(4, 16);

    JsonNode canary =
        other.await(CANARY, c -> c.at("/candidateSide/statements").asInt() == 2 * inShare.size());
    assertThat(canary.at("/candidateSide/statements").asInt()).isEqualTo(2 * inShare.size());
    assertThat(canary.at("/candidateSide/groups/b").asInt()).isEqualTo(2 * inShare.size());
    assertThat(canary.at("/activeSide/groups/a").asInt()).isEqualTo(41 - 2 * inShare.size());
    assertThat(canary.at("/activeSide/failedQueries").asInt()).isZero();
    assertThat(
            other
                .await(
                    "/api/v1/decisions?user=" + inShare.getFirst(),
                    d -> !d.at("/decisions").isEmpty())
                .toString())
        .contains(version);

    try (RunningBroker restarted =
        RunningBroker.start(third, store, ACTIVE, in("a", a), in("b", b))) {
      assertThat(clusterOf(restarted, inShare.getFirst())).isEqualTo("b-1");
    }

    assertThat(admin.delete(CANARY, "\"0-1\"")).isEqualTo(412);
    assertThat(admin.delete(CANARY, "*")).isEqualTo(204);
    assertThat(clusterOf(one, inShare.getFirst())).isEqualTo("a-1");
    other.await("/api/v1/rules", rules -> rules.path("trials").isEmpty());
    assertThat(clusterOf(two, inShare.getFirst())).isEqualTo("a-1");
  }

  @Test
  void canary_thatFails_fallsBackToTheActiveRules() throws Exception {
    AdminClient admin = admin(one);
    admin.put(
        CANARY,
        canary(
            "rule fails when Query(1 / (user.length() - 3) > 0) then decision.route(\"b\"); end\n",
            100));

    assertThat(clusterOf(one, "ann")).isEqualTo("a-1");
    assertThat(clusterOf(one, "anna")).isEqualTo("b-1");

    JsonNode canary = admin.await(CANARY, c -> c.path("fellBack").asInt() == 1);
    assertThat(canary.path("fellBack").asInt()).isEqualTo(1);
    assertThat(canary.at("/activeSide/statements").asInt()).isEqualTo(1);
    assertThat(canary.at("/candidateSide/statements").asInt()).isEqualTo(1);
    JsonNode decisions =
        admin.await("/api/v1/decisions?user=ann", d -> !d.at("/decisions").isEmpty());
    JsonNode decision = admin.get("/api/v1/decisions/" + decisions.at("/decisions/0/id").asText());
    assertThat(decision.path("notes").toString()).contains("canary").contains("fails");
  }

  @Test
  void canary_thatProvesItself_isPromoted() throws Exception {
    AdminClient admin = admin(one);
    String toB = "rule \"all to b\" when Query(user != \"\") then decision.route(\"b\"); end\n";
    JsonNode begun = admin.put(CANARY, canary(toB, 1));

    JsonNode promoted =
        admin.post(CANARY + "/promote", "{\"who\": \"ann\", \"why\": \"good\"}", "*");

    assertThat(promoted.path("version")).as(promoted.toString()).isEqualTo(begun.path("version"));
    assertThat(promoted.path("previous")).isEqualTo(begun.path("active"));
    JsonNode rules = admin.get("/api/v1/rules");
    assertThat(rules.path("version")).isEqualTo(begun.path("version"));
    assertThat(rules.path("trials")).isEmpty();
    assertThat(clusterOf(one, "ann")).isEqualTo("b-1");
    JsonNode followed =
        admin(two).await("/api/v1/rules", r -> r.path("version").equals(promoted.path("version")));
    assertThat(followed.path("version")).isEqualTo(promoted.path("version"));
    assertThat(clusterOf(two, "ann")).isEqualTo("b-1");
  }

  @Test
  void candidate_thatCannotBeUsed_isNotTried() throws Exception {
    AdminClient admin = admin(one);

    JsonNode refused = admin.put(SHADOW, candidate("rule r when Query(usr == \"x\") then end"));

    assertThat(refused.path("status").asInt()).isEqualTo(400);
    assertThat(refused.at("/errors/0/field").asText()).startsWith("rules.drl:1:");
    assertThat(refused.at("/errors/0/message").asText()).contains("did you mean 'user'?");
    assertThat(admin.get(SHADOW).path("status").asInt()).isEqualTo(404);
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
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

/** Rule files are edited under a broker that works, and no statement notices. */
@Timeout(60)
final class HotReloadTest {
  private static final String BROKEN =
      """
      rule "typo"
      when
        Query(usr == "alice")
      then
        decision.route("b");
      end
      """;

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  private RunningBroker broker;
  private AdminClient admin;
  private StatementClient client;

  private static String allTo(String group) {
    return "rule \"all\" when Query(user == \"alice\") then decision.route(\"%s\"); end\n"
        .formatted(group);
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    a.start();
    b.start();
    broker = RunningBroker.start(folder, "", allTo("a"), in("a", a), in("b", b));
    admin = new AdminClient(broker.admin());
    client = new StatementClient(broker.front(), "X-Trino-User", "alice");
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, admin, broker, a, b);
  }

  private String version() throws Exception {
    return admin.get("/api/v1/rules").path("version").asText();
  }

  private JsonNode awaitOtherVersion(String version) throws Exception {
    JsonNode rules =
        admin.await("/api/v1/rules", answer -> !answer.path("version").asText().equals(version));
    assertThat(rules.path("version").asText()).isNotEqualTo(version);
    return rules;
  }

  private String clusterNow() throws Exception {
    return client.run("SELECT 1").rows().getFirst().get(0).asText();
  }

  @Test
  void editedAddedAndDeletedFiles_areInForce_withoutAFailedStatement() throws Exception {
    var stop = new AtomicBoolean();
    var statements = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> traffic =
          threads.submit(() -> {
            try (StatementClient other = client.with("X-Trino-Source", "traffic")) {
              while (!stop.get()) {
                assertThat(other.run("SELECT 1").error()).isEmpty();
                statements.incrementAndGet();
              }
            }
            return true;
          });
      try {
        assertThat(clusterNow()).isEqualTo("a-1");
        String version = version();
        broker.writeRules("rules.drl", allTo("b"));
        version = awaitOtherVersion(version).path("version").asText();
        assertThat(clusterNow()).isEqualTo("b-1");

        broker.writeRules("first.drl", allTo("a").replace("\"all\"", "\"more\" salience 5"));
        version = awaitOtherVersion(version).path("version").asText();
        assertThat(clusterNow()).isEqualTo("a-1");

        broker.deleteRules("first.drl");
        awaitOtherVersion(version);
        assertThat(clusterNow()).isEqualTo("b-1");
      } finally {
        stop.set(true);
      }
      traffic.get(30, TimeUnit.SECONDS);
    }
    assertThat(statements.get()).isGreaterThan(10);
  }

  @Test
  void brokenFile_leavesTheLastGoodSet_saysWhere_andIsForgottenOnceMended() throws Exception {
    String good = version();
    broker.writeRules("broken.drl", BROKEN);

    JsonNode rules =
        admin.await("/api/v1/rules", answer -> answer.path("state").asText().equals("BROKEN"));

    assertThat(rules.path("state").asText()).isEqualTo("BROKEN");
    assertThat(rules.path("version").asText()).isEqualTo(good);
    JsonNode error = rules.at("/diagnostics/0");
    assertThat(error.path("file").asText()).isEqualTo("broken.drl");
    assertThat(error.path("line").asInt()).isEqualTo(3);
    assertThat(error.path("column").asInt()).isPositive();
    assertThat(error.path("message").asText()).contains("usr");
    JsonNode health = admin.get("/health/ready");
    assertThat(health.path("ready").asBoolean()).isTrue();
    assertThat(health.path("degraded").asBoolean()).isTrue();
    assertThat(health.path("degradedBecause").toString()).contains("the files on disk have errors");
    assertThat(clusterNow()).isEqualTo("a-1");

    broker.writeRules(
        "broken.drl", BROKEN.replace("usr", "user").replace("when", "salience 9 when"));
    awaitOtherVersion(good);

    assertThat(clusterNow()).isEqualTo("b-1");
    assertThat(admin.get("/api/v1/rules").path("state").asText()).isEqualTo("OK");
    assertThat(admin.get("/health/ready").path("degraded").asBoolean()).isFalse();
  }

  @Test
  void brokenFile_thatIsTakenAway_leavesNoTrace() throws Exception {
    broker.writeRules("broken.drl", "rule \"open");
    assertThat(
            admin
                .await("/api/v1/rules", answer -> answer.path("state").asText().equals("BROKEN"))
                .path("rejected")
                .asText())
        .isNotEmpty();

    broker.deleteRules("broken.drl");

    JsonNode rules =
        admin.await("/api/v1/rules", answer -> answer.path("state").asText().equals("OK"));
    assertThat(rules.path("state").asText()).isEqualTo("OK");
    assertThat(rules.path("diagnostics")).isEmpty();
    assertThat(admin.get("/health/ready").path("degraded").asBoolean()).isFalse();
  }

  @Test
  void ruleThatFailsItsTest_isRefused_andTheTestIsNamed() throws Exception {
    String good = version();
    broker.writeRules(
        "rules.test.yaml",
        """
        tests:
          - name: alice goes to a
            user: alice
            expect: { group: a }
        """);
    String tested = awaitOtherVersion(good).path("version").asText();

    broker.writeRules("rules.drl", allTo("b"));
    JsonNode rules =
        admin.await("/api/v1/rules", answer -> answer.path("state").asText().equals("BROKEN"));

    assertThat(rules.path("version").asText()).isEqualTo(tested);
    JsonNode error = rules.at("/diagnostics/0");
    assertThat(error.path("file").asText()).isEqualTo("rules.test.yaml");
    assertThat(error.path("line").asInt()).isEqualTo(2);
    assertThat(error.path("message").asText())
        .startsWith("test 'alice goes to a' failed: group: expected a, but was b");
    assertThat(clusterNow()).isEqualTo("a-1");

    broker.writeRules("rules.test.yaml", "tests: []\n");
    awaitOtherVersion(tested);
    assertThat(clusterNow()).isEqualTo("b-1");
  }

  @Test
  void testsThatCantBeRead_refuseTheirSet() throws Exception {
    String good = version();
    broker.writeRules("rules.test.yaml", "tests:\n  - nam: alice\n    expect: { group: a }\n");

    JsonNode rules =
        admin.await("/api/v1/rules", answer -> answer.path("state").asText().equals("BROKEN"));

    assertThat(rules.path("version").asText()).isEqualTo(good);
    assertThat(rules.path("diagnostics").findValuesAsText("message"))
        .contains("nam: unknown key; did you mean 'name'?");
    assertThat(rules.at("/diagnostics/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void validate_saysWhatWouldBecomeActive_andChangesNothing() throws Exception {
    String good = version();
    String files =
        """
        {"files": [
          {"name": "r.drl", "text": "rule \\"r\\" when Query(user == \\"ann\\") then decision.route(\\"%s\\"); end"},
          {"name": "r.test.yaml", "text": "tests: [ { name: ann, user: ann, expect: { group: b } } ]"}]}
        """;

    JsonNode valid = admin.post("/api/v1/rules/validate", files.formatted("b"));
    assertThat(valid.path("valid").asBoolean()).as(valid.toString()).isTrue();
    assertThat(valid.at("/tests/passed").asInt()).isEqualTo(1);
    JsonNode failing = admin.post("/api/v1/rules/validate", files.formatted("a"));
    assertThat(failing.path("valid").asBoolean()).isFalse();
    assertThat(failing.at("/tests/results/0/unmet/0/actual").asText()).isEqualTo("a");
    assertThat(failing.at("/diagnostics/0/file").asText()).isEqualTo("r.test.yaml");
    JsonNode unknown = admin.post("/api/v1/rules/validate", files.formatted("nowhere"));
    assertThat(unknown.path("valid").asBoolean()).isFalse();
    assertThat(unknown.has("tests")).isFalse();

    assertThat(version()).isEqualTo(good);
    assertThat(clusterNow()).isEqualTo("a-1");
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.StartFailure;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules see the teams that a file gives the user, as the file is now. */
@Timeout(60)
final class TeamsTest {
  private static final String SETTINGS = "userGroups: { file: groups.yaml }";
  private static final String RULES =
      """
      rule "data" when Team(value == "data") then decision.route("b"); end
      """;

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  private @TempDir Path folder;

  @BeforeEach
  void start() {
    a.start();
    b.start();
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(a, b);
  }

  private RunningBroker broker(String groups) throws IOException {
    Files.writeString(folder.resolve("groups.yaml"), groups);
    return RunningBroker.start(folder, SETTINGS, RULES, in("a", a), in("b", b));
  }

  private static String clusterOf(RunningBroker broker, String user) throws Exception {
    try (var client = new StatementClient(broker.front(), "X-Trino-User", user)) {
      return client.run("SELECT 1").rows().getFirst().get(0).asText();
    }
  }

  @Test
  void teamsOfTheFile_route_andFollowItsChanges() throws Exception {
    try (RunningBroker broker = broker("globs: { 'svc-etl-*': [data] }");
        var admin = new AdminClient(broker.admin())) {
      assertThat(clusterOf(broker, "svc-etl-1")).isEqualTo("b-1");
      assertThat(clusterOf(broker, "ann")).isEqualTo("a-1");

      Files.writeString(folder.resolve("groups.yaml"), "users: { ann: [data] }");
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!clusterOf(broker, "ann").equals("b-1")) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
      assertThat(clusterOf(broker, "svc-etl-1")).isEqualTo("a-1");

      Files.writeString(folder.resolve("groups.yaml"), "users: { ann: data }");
      JsonNode health = admin.await("/health/ready", answer -> answer.path("degraded").asBoolean());
      assertThat(health.path("ready").asBoolean()).isTrue();
      assertThat(health.path("degradedBecause").toString())
          .contains("groups.yaml:1:15: users.ann: data (expected: a list)");
      assertThat(clusterOf(broker, "ann")).isEqualTo("b-1");
    }
  }

  @Test
  void brokenFile_atTheStart_isSaidWithItsPlace() {
    assertThatThrownBy(() -> broker("users:\n  ann: data\n").close())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("userGroups.file: ")
        .hasMessageContaining("groups.yaml:2:8: users.ann: data (expected: a list)");
  }
}

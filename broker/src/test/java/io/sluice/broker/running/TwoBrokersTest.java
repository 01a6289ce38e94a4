package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.store.PostgresDatabase;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers that share a PostgreSQL database are one to clients and operators. */
@Timeout(300)
final class TwoBrokersTest {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  /** Neither tells its coordinator id, as Trino 476. */
  private final StandInCluster a = silent("a-1");

  private final StandInCluster b = silent("b-1");
  @TempDir private Path folder;
  private String store = "";
  private RunningBroker first;
  private RunningBroker second;
  private StatementClient client;
  private StatementClient other;

  private static StandInCluster silent(String name) {
    return StandInCluster.builder()
        .name(name)
        .tellsCoordinatorId(false)
        .longPoll(Duration.ofMillis(20))
        .build();
  }

  @BeforeEach
  void start() throws IOException {
    a.start();
    b.start();
    store = DATABASE.url();
    first = broker("first");
    second = broker("second");
    client = new StatementClient(first.front(), "X-Trino-User", "alice");
    other = new StatementClient(second.front(), "X-Trino-User", "alice");
  }

  private RunningBroker broker(String name) throws IOException {
    String settings =
        "store: { url: \"%s\", journal: { directory: data/journal } }".formatted(store);
    return RunningBroker.start(
        folder.resolve(name),
        settings,
        "rule \"b\" when Query(source == \"b\") then decision.route(\"b\"); end\n",
        in("a", a),
        in("b", b));
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, other, first, second, a, b);
  }

  private static String next(JsonNode page) {
    URI uri = URI.create(page.path("nextUri").asText());
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  @Test
  void queryOfOneBroker_isPolledAndCancelledThroughTheOther() throws Exception {
    try (StatementClient toB = client.with("X-Trino-Source", "b")) {
      JsonNode polled = toB.begin("SELECT 1 -- stand-in: run=held, rows=3");
      JsonNode cancelled = toB.begin("SELECT 2 -- stand-in: run=held");

      assertThat(other.delete(next(cancelled)).statusCode()).isEqualTo(204);
      b.release();
      assertThat(other.follow(other.get(next(polled))).rows()).hasSize(3);
      assertThat(b.state(cancelled.path("id").asText())).contains("FAILED");
    }
  }

  @Test
  void decisionAndEnd_areFoundOnBoth() throws Exception {
    String id = client.run("SELECT 1").id();

    for (RunningBroker broker : new RunningBroker[] {first, second}) {
      try (var admin = new AdminClient(broker.admin())) {
        JsonNode decision =
            admin.await(
                "/api/v1/decisions/by-query/" + id,
                found -> found.path("state").asText().equals("FINISHED"));
        assertThat(decision.path("cluster").asText()).isEqualTo("a-1");
      }
    }
  }

  @Test
  void brokerThatDies_leavesItsQueriesToTheOther() throws Exception {
    JsonNode page = client.begin("SELECT 1 -- stand-in: run=held, rows=3");
    first.close();
    a.release();

    assertThat(other.follow(other.get(next(page))).rows()).hasSize(3);
  }
}

package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that clients send ahead of the answers. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipeliningTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StandInCluster cluster = StandInCluster.builder().name("only-1").build();
  private RunningBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    cluster.start();
    broker = RunningBroker.start(folder, "", "", in("adhoc", cluster));
  }

  @AfterAll
  void stop() {
    RunningBroker.closeAll(broker, cluster);
  }

  @AfterEach
  void behave() {
    cluster.behave();
    cluster.forget();
  }

  private String poll() throws Exception {
    try (var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      return URI.create(client.begin("SELECT 1").path("nextUri").asText()).getRawPath();
    }
  }

  @Test
  void requestsBehindALongPoll_areAnsweredAfterIt_andOnlySoManyWaitInTheBroker() throws Exception {
    String poll = poll();
    Gate gate = Gate.closed();
    cluster.misbehave(ReceivedRequest::isPoll, new Misbehaviour.Hang(gate));
    try (var client = new RawClient(broker.front())) {
      var all = new StringBuilder("GET " + poll + " HTTP/1.1\r\nHost: h\r\n\r\n");
      for (int i = 0; i < 2000; i++) {
        all.append("GET /nothing-").append(i).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      client.send(all.toString());

      assertThat(gate.awaitArrivals(1, PATIENCE)).isTrue();
      assertThat(broker.await(vitals -> vitals.requests() >= 16).requests()).isBetween(16, 17);
      gate.open();

      assertThat(client.answer().body()).startsWith("{\"id\":");
      for (int i = 0; i < 2000; i++) {
        assertThat(client.answer().body()).contains("/nothing-" + i + " ");
      }
    }
    assertThat(broker.await(vitals -> vitals.requests() == 0).requests()).isZero();
  }
}

package io.sluice.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthResourceTest {
  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void live_whileTheProcessWorks_is200() {
    Answer live = server.get("/health/live");

    assertThat(live.status()).isEqualTo(200);
    assertThat(live.body()).isEqualTo("{\"live\":true}");
  }

  @Test
  void live_whenOnlyARestartCanHelp_is503() {
    server.health.die();

    Answer live = server.get("/health/live");

    assertThat(live.status()).isEqualTo(503);
    assertThat(live.body()).isEqualTo("{\"live\":false}");
  }

  @Test
  void ready_whileTheStoreIsDown_is200AndDegraded() {
    server.health.become(new HealthView(List.of(), List.of("store: down")));

    Answer ready = server.get("/health/ready");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("ready").booleanValue()).isTrue();
    assertThat(ready.json().path("degraded").booleanValue()).isTrue();
    assertThat(ready.json().path("degradedBecause").path(0).textValue()).isEqualTo("store: down");
  }

  @Test
  void ready_withoutRules_is503AndSaysWhy() {
    server.health.become(new HealthView(List.of("rules: none"), List.of()));

    Answer ready = server.get("/health/ready");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.header("content-type")).isEqualTo("application/json");
    assertThat(ready.json().path("notReadyBecause").path(0).textValue()).isEqualTo("rules: none");
  }
}

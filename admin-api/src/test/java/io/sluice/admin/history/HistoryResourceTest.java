package io.sluice.admin.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HistoryResourceTest {
  private static final String HISTORY = "/api/v1/clusters/etl-1/history";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void list_tellsWhatTheClusterWasAndBecame_andWhy() {
    JsonNode list = server.get(HISTORY).json();

    assertThat(list.at("/transitions/0/from").textValue()).isEqualTo("HEALTHY");
    assertThat(list.at("/transitions/0/to").textValue()).isEqualTo("UNHEALTHY");
    assertThat(list.at("/transitions/0/reason").textValue()).isEqualTo("connection refused");
    assertThat(list.at("/transitions/0/replica").textValue()).isEqualTo("sluice-1");
    assertThat(list.path("transitions")).hasSize(2);
    assertThat(list.has("next")).isFalse();
  }

  @Test
  void list_goesOnWhereItsCursorSays() {
    JsonNode page = server.get(HISTORY + "?limit=1").json();
    JsonNode rest = server.get(HISTORY + "?cursor=" + page.path("next").textValue()).json();

    assertThat(rest.at("/transitions/0/id").textValue()).isEqualTo("1");
    assertThat(server.get(HISTORY + "?limit=0").error("limit")).contains("1 to 500");
    assertThat(server.get(HISTORY + "?offset=1").error("offset")).contains("limit, cursor");
  }

  @Test
  void clusterThatNeverWas_isNotFound() {
    assertThat(server.get("/api/v1/clusters/etl-9/history").status()).isEqualTo(404);
    assertThat(server.get("/api/v1/clusters/%21/history").status()).isEqualTo(404);
  }
}

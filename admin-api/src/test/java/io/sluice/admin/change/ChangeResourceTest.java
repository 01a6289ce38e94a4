package io.sluice.admin.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChangeResourceTest {
  private static final String CHANGES = "/api/v1/changes";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void list_tellsWhoChangedWhatFromWhatToWhat() {
    JsonNode list = server.get(CHANGES).json();

    assertThat(list.at("/changes/0/who").textValue()).isEqualTo("ann");
    assertThat(list.at("/changes/0/what").textValue()).isEqualTo("CLUSTER_DELETED");
    assertThat(list.at("/changes/0/before").textValue()).contains("ACTIVE");
    assertThat(list.path("changes").path(0).has("after")).isFalse();
    assertThat(list.at("/changes/1/after").textValue()).isEqualTo("0123456789ab");
    assertThat(list.has("next")).isFalse();
  }

  @Test
  void list_goesOnWhereItsCursorSays() {
    JsonNode page = server.get(CHANGES + "?limit=1").json();
    JsonNode rest = server.get(CHANGES + "?cursor=" + page.path("next").textValue()).json();

    assertThat(rest.at("/changes/0/id").textValue()).isEqualTo("1");
    assertThat(server.get(CHANGES + "?limit=501").error("limit")).contains("1 to 500");
  }

  @Test
  void changeOfACluster_isMadeInTheNameOfItsAuthor() {
    server.send("POST", "/api/v1/clusters/etl-1/drain", "X-Sluice-User", "ann");
    server.send("POST", "/api/v1/clusters/etl-1/activate");

    assertThat(server.clusters.authors()).containsExactly("ann", "anonymous");
  }
}

package io.sluice.admin.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.TrialServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupResourceTest {
  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void list_hasEveryGroup() {
    JsonNode groups = server.get("/api/v1/groups").json().path("groups");

    assertThat(groups.findValuesAsText("select")).containsExactly("least-loaded", "round-robin");
  }

  @Test
  void find_tellsPolicyMembersAndLoad() {
    JsonNode group = server.get("/api/v1/groups/adhoc").json();

    assertThat(group.path("defaultGroup").booleanValue()).isTrue();
    assertThat(group.path("fallback").path(0).textValue()).isEqualTo("overflow");
    assertThat(group.path("clusters").path(0).path("state").textValue()).isEqualTo("HEALTHY");
    assertThat(group.path("capacity").intValue()).isEqualTo(50);
    assertThat(group.path("utilisation").doubleValue()).isEqualTo(0.1);
  }

  @Test
  void find_ofAGroupThatIsNotThere_isNotFound() {
    assertThat(server.get("/api/v1/groups/nope").problem()).isEqualTo("not-found");
    assertThat(server.get("/api/v1/groups/%24").problem()).isEqualTo("not-found");
  }
}

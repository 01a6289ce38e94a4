package io.sluice.admin.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SwitchResourceTest {
  private static final String SWITCH = "/api/v1/groups/adhoc/switch";
  private static final String BODY =
      """
      {"from": {"labels": {"colour": "blue"}}, "to": {"clusters": ["adhoc-2", "adhoc-3"]},
       "over": "30m", "startPercent": 5, "by": "user"}
      """;

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void start_beginsWhatTheBodySays() {
    Answer begun = server.sendJson("POST", SWITCH, BODY, "X-Sluice-User", "ann");

    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.header("location")).endsWith(SWITCH);
    assertThat(begun.json().at("/from/labels/colour").textValue()).isEqualTo("blue");
    assertThat(begun.json().at("/to/clusters/1").textValue()).isEqualTo("adhoc-3");
    assertThat(begun.json().path("startedBy").textValue()).isEqualTo("ann");
    assertThat(server.switches.specs())
        .containsExactly(
            new SwitchSpec(
                new SwitchSide.Labelled(Map.of("colour", "blue")),
                new SwitchSide.Named(
                    Set.of(new ClusterName("adhoc-2"), new ClusterName("adhoc-3"))),
                Duration.ofMinutes(30),
                5,
                ShareBy.USER));
    assertThat(server.get(SWITCH).json()).isEqualTo(begun.json());
  }

  @Test
  void start_withLittleSaid_beginsAtNothing_byStatement() {
    server.sendJson(
        "POST",
        SWITCH,
        "{\"from\": {\"clusters\": [\"a\"]}, \"to\": {\"clusters\": [\"b\"]}, \"over\": \"1h\"}");

    assertThat(server.switches.specs().getFirst().startPercent()).isZero();
    assertThat(server.switches.specs().getFirst().by()).isEqualTo(ShareBy.STATEMENT);
  }

  @Test
  void start_ofASecondOne_isRefused_andOfWhatMakesNoSense_isInvalid() {
    server.sendJson("POST", SWITCH, BODY);

    assertThat(server.sendJson("POST", SWITCH, BODY).status()).isEqualTo(409);
    assertThat(server.sendJson("POST", "/api/v1/groups/nowhere/switch", BODY).status())
        .isEqualTo(404);
    server.send("DELETE", SWITCH);
    Answer same =
        server.sendJson(
            "POST",
            SWITCH,
            "{\"from\": {\"clusters\": [\"a\"]}, \"to\": {\"clusters\": [\"a\"]}, \"over\": \"1h\"}");
    assertThat(same.error("to")).contains("expected: another side");
  }

  @Test
  void everyMistakeOfABody_isToldAtOnce() {
    Answer wrong =
        server.sendJson(
            "POST",
            SWITCH,
            "{\"from\": {}, \"to\": {\"clusters\": [\"a\"], \"labels\": {\"x\": \"y\"}},"
                + " \"over\": \"soon\", \"startPercent\": 101, \"by\": \"team\", \"ovr\": 1}");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.error("from")).contains("either clusters or labels");
    assertThat(wrong.error("to")).contains("either clusters or labels");
    assertThat(wrong.error("over")).contains("10m");
    assertThat(wrong.error("startPercent")).contains("0 to 100");
    assertThat(wrong.error("by")).contains("statement, user");
    assertThat(wrong.error("ovr")).contains("over");
  }

  @Test
  void stopAndResume_changeTheState_andDeleteEndsIt() {
    server.sendJson("POST", SWITCH, BODY);

    assertThat(server.send("POST", SWITCH + "/stop").json().path("state").textValue())
        .isEqualTo("STOPPED");
    assertThat(server.send("POST", SWITCH + "/resume").json().path("state").textValue())
        .isEqualTo("RUNNING");
    assertThat(server.send("DELETE", SWITCH).status()).isEqualTo(204);
    assertThat(server.get(SWITCH).status()).isEqualTo(404);
    assertThat(server.send("POST", SWITCH + "/stop").status()).isEqualTo(404);
  }
}

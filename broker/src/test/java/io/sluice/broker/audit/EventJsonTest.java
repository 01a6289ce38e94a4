package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventJsonTest {
  private final EventJson json = new EventJson();

  private AuditEvent throughLine(AuditEvent event) throws IOException {
    byte[] line = json.line(event);
    return json.event(line, 0, line.length - 1);
  }

  @Test
  void a_decision_comes_back_from_its_line_as_it_was() throws IOException {
    DecisionRecord decision = Records.decision().text("SELECT 'a\nb\u0000\uD83D\uDE00'").number(1);

    assertThat(throughLine(decision)).isEqualTo(json.written(decision));
  }

  @Test
  void a_decision_of_a_time_before_priorities_can_be_read() throws IOException {
    DecisionRecord decision = Records.decision().number(1);
    String older =
        json.text(decision).replace("\"priority\":3,", "").replaceAll("\"maxQueued\":[^,]*,", "");
    assertThat(older).doesNotContain("priority\":3").doesNotContain("maxQueued");

    byte[] line = older.getBytes(StandardCharsets.UTF_8);
    DecisionRecord read = Records.whole((WrittenDecision) json.event(line, 0, line.length));

    assertThat(read.verdict().priority()).isEmpty();
    assertThat(read.verdict().maxQueued()).isEmpty();
    assertThat(read.verdict().outcome()).isEqualTo(decision.verdict().outcome());
  }

  @Test
  void a_decision_that_says_little_takes_little_room_and_comes_back_as_it_was() throws IOException {
    DecisionRecord decision = Records.decision().text("SELECT 1").saysLittle();

    String body = json.body(decision);

    // But for a property without a value, and a message without a word, which are there.
    assertThat(body.replace("\"without_value\":\"\"", "").replace("\"message\":\"\"", ""))
        .doesNotContain("\"\"", "[]", "false", ":0,", ":0}");
    assertThat(json.decision(body, "SELECT 1")).isEqualTo(decision);
    assertThat(throughLine(decision)).isEqualTo(json.written(decision));
  }

  @ParameterizedTest
  @ValueSource(classes = {Outcome.Route.class, Outcome.Reject.class, Outcome.Unrouted.class})
  void every_field_that_a_decision_has_or_will_have_is_written(Class<?> outcome)
      throws IOException {
    DecisionRecord decision = FilledRecord.of(DecisionRecord.class, Map.of(Outcome.class, outcome));

    String body = json.body(decision);

    assertThat(json.decision(body, decision.sql().text())).isEqualTo(decision);
    assertThat(throughLine(decision)).isEqualTo(json.written(decision));
  }

  @Test
  void what_is_looked_for_of_a_decision_is_read_from_its_line() throws IOException {
    WrittenDecision read = (WrittenDecision) throughLine(Records.decision().number(1));

    assertThat(read.user()).isEqualTo("ada");
    assertThat(read.teams()).containsExactlyInAnyOrder("finance", "emea");
    assertThat(read.source()).isEqualTo("airflow");
    assertThat(read.outcome()).isEqualTo(DecisionOutcome.ROUTED);
    assertThat(read.group()).contains(new GroupName("etl"));
    assertThat(read.cluster()).contains(new ClusterName("etl-1"));
    assertThat(read.queryId()).contains(Records.queryId(1));
    assertThat(read.fingerprint()).isEqualTo("5f2b6a1c9d0e4f77");
    assertThat(read.rules()).containsExactly("nightly loads go to etl");
    assertThat(read.replica()).isEqualTo("broker-1");
  }

  @Test
  void a_decision_comes_back_from_the_midst_of_many_lines() throws IOException {
    DecisionRecord decision = Records.decision().text("SELECT 'ü'").number(1);
    byte[] line = json.line(decision);
    byte[] lines = new byte[3 * line.length];
    System.arraycopy(line, 0, lines, line.length, line.length);

    assertThat(json.event(lines, line.length, line.length - 1)).isEqualTo(json.written(decision));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"decision\":{}}",
        "{\"decision\":7}",
        "{\"decision\":{\"text\":\"\",\"body\":{}}}",
        "{\"decision\":{\"text\":\"\",\"body\":7}}",
        "{\"decision\":{\"text\":null,\"body\":{\"sql\":{}}}}",
        "{\"decision\":{\"text\":\"\",\"body\":{\"id\":\"nonsense\",\"query\":{},\"outcome\":\"ROUTED\"}}}",
        "{\"decision\":{\"text\":\"\",\"body\":{\"id\":\"01k1fgfgnhffmyekn8a038w8ht\",\"query\":{},\"outcome\":\"?\"}}}",
        "{\"decision\":{\"text\":\"\",\"body\":{\"id\":\"01k1fgfgnhffmyekn8a038w8ht\",\"query\":{}}}}",
        "{\"decision\":{\"text\":\"\",\"body\":{\"id\":\"01k1fgfgnhffmyekn8a038w8ht\",\"outcome\":\"ROUTED\"}}}",
        "{}",
        "7",
        ""
      })
  void a_line_that_is_no_event_is_refused(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> json.event(line, 0, line.length)).isInstanceOf(IOException.class);
  }

  @Test
  void an_end_comes_back_from_its_line_as_it_was() throws IOException {
    QueryEnd end = Records.end(1, QueryState.FAILED);

    assertThat(throughLine(end)).isEqualTo(end);
  }

  @Test
  void a_change_of_a_state_comes_back_from_its_line_as_it_was() throws IOException {
    var transition =
        new ClusterTransition(
            new ClusterName("etl-1"),
            ClusterState.HEALTHY,
            ClusterState.UNHEALTHY,
            Records.NOON,
            "connection refused",
            "broker-1");

    assertThat(throughLine(transition)).isEqualTo(transition);
  }

  @Test
  void a_line_has_one_line_end_at_its_end() throws IOException {
    String line =
        new String(
            json.line(Records.decision().text("SELECT\n1\r\n").number(1)), StandardCharsets.UTF_8);

    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
  }

  @Test
  void a_body_leaves_the_text_out_and_takes_it_back() throws IOException {
    DecisionRecord decision = Records.decision().text("SELECT secret").number(1);

    String body = json.body(decision);
    assertThat(body).doesNotContain("SELECT secret");
    assertThat(json.decision(body, "SELECT secret")).isEqualTo(decision);
  }

  @Test
  void a_field_that_is_not_known_is_skipped() throws IOException {
    String line = json.text(Records.end(1, QueryState.FINISHED));
    byte[] newer =
        line.replace("{\"end\":{", "{\"end\":{\"spilledBytes\":7,")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(json.event(newer, 0, newer.length)).isEqualTo(Records.end(1, QueryState.FINISHED));
  }

  @Test
  void usage_andLearned_takeNoRoom_whereTheyAreZero() throws IOException {
    String line = json.text(Records.decision().number(1));

    assertThat(line).contains("{\"kind\":\"team\",\"name\":\"finance\"}");
  }

  @Test
  void a_decision_of_an_earlier_version_has_no_usage_and_nothing_learned() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode line = mapper.readTree(json.text(Records.decision().number(1)));
    ((ObjectNode) line.get("decision").get("body")).remove(List.of("usages", "learned"));
    byte[] earlier = mapper.writeValueAsBytes(line);

    DecisionRecord decision =
        Records.whole((WrittenDecision) json.event(earlier, 0, earlier.length));

    assertThat(decision.usages()).isEmpty();
    assertThat(decision.learned()).isEqualTo(Learned.NOTHING);
    assertThat(decision.sql()).isEqualTo(Records.decision().number(1).sql());
  }
}

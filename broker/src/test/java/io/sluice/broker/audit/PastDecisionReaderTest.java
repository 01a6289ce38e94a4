package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PastDecisionReaderTest {
  private final EventJson json = new EventJson();
  private final PastDecisionReader reader = new PastDecisionReader();

  private PastDecision read(DecisionRecord decision) throws IOException {
    return read(decision, json.body(decision)).orElseThrow();
  }

  private Optional<PastDecision> read(DecisionRecord decision, String body) {
    return reader.read(
        new History.Row(decision.id().value(), body, decision.sql().text(), OptionalLong.of(7)));
  }

  private static PastDecision expected(DecisionRecord decision) {
    Verdict verdict = decision.verdict();
    Explanation why = verdict.explanation();
    return new PastDecision(
        decision.id().value(),
        decision.query(),
        decision.sql(),
        decision.usages(),
        decision.learned(),
        decision.moment(),
        decision.fleet(),
        new Verdict(
            verdict.outcome(),
            verdict.session(),
            verdict.addedTags(),
            verdict.priority(),
            verdict.maxQueued(),
            verdict.notes(),
            new Explanation(why.version(), why.winner(), List.of(), why.flags(), why.problem(), 0)),
        OptionalLong.of(7));
  }

  private static Verdict verdict(Outcome outcome, Verdict like) {
    return new Verdict(
        outcome,
        like.session(),
        like.addedTags(),
        OptionalInt.of(7),
        Optional.of(Duration.ofMillis(1500)),
        like.notes(),
        like.explanation());
  }

  @Test
  void every_field_of_a_usual_decision_is_read_as_the_whole_record_is() throws IOException {
    DecisionRecord decision = Records.decision().text("SELECT 'a\nb'").number(1);

    assertThat(read(decision)).isEqualTo(expected(decision));
  }

  @Test
  void a_field_that_is_empty_elsewhere_is_read() throws IOException {
    Sql sql =
        new Sql(
            "DELETE FROM t",
            "DELETE",
            "DELETE",
            Set.of("a.b.c", "d.e.f"),
            Set.of(),
            Set.of("b"),
            Set.of(),
            Set.of("now"),
            1,
            2,
            3,
            false,
            4,
            OptionalLong.empty(),
            false,
            Set.of("x", "y"),
            false,
            true,
            "a.b.c",
            99,
            "delete",
            false,
            "line 1: \"what\"");
    Query query =
        new Query(
            "ann",
            "ann@x",
            Set.of(),
            "",
            Set.of("t"),
            "info",
            "",
            "s",
            Map.of(),
            Map.of("A", "1"),
            Dialect.PRESTO,
            "::1",
            "agent",
            Map.of("x-y", "z"),
            "etl",
            "tx-1",
            "de",
            "UTC");
    DecisionRecord decision = Records.decision().number(2).withFacts(query, sql);

    assertThat(read(decision)).isEqualTo(expected(decision));
  }

  @Test
  void every_kind_of_outcome_is_read_with_its_words() throws IOException {
    DecisionRecord decision = Records.decision().number(3);
    for (Outcome outcome :
        List.of(
            new Outcome.Unrouted(),
            new Outcome.Reject("no \"such\" thing"),
            new Outcome.Route(
                new GroupName("etl"),
                List.of(new GroupName("a"), new GroupName("b")),
                true,
                Optional.of(new ClusterName("etl-1")),
                Optional.empty()))) {
      DecisionRecord other = with(decision, verdict(outcome, decision.verdict()));

      assertThat(read(other)).isEqualTo(expected(other));
    }
  }

  private static DecisionRecord with(DecisionRecord like, Verdict verdict) {
    return new DecisionRecord(
        like.id(),
        like.replica(),
        like.query(),
        like.sql(),
        like.usages(),
        like.learned(),
        like.moment(),
        like.fleet(),
        verdict,
        like.outcome(),
        like.group(),
        like.message(),
        like.candidates(),
        like.choice(),
        like.attempts(),
        like.queryId());
  }

  @Test
  void a_record_of_an_earlier_version_has_no_moment_no_fleet_and_nobody_used_anything()
      throws IOException {
    DecisionRecord decision = Records.decision().number(1);
    ObjectNode body = (ObjectNode) new ObjectMapper().readTree(json.body(decision));
    body.remove(List.of("usages", "learned", "moment", "fleet"));

    PastDecision past = read(decision, body.toString()).orElseThrow();

    assertThat(past.moment()).isEmpty();
    assertThat(past.fleet()).isEmpty();
    assertThat(past.usages()).isEmpty();
    assertThat(past.learned()).isEqualTo(Learned.NOTHING);
    assertThat(past.query()).isEqualTo(decision.query());
  }

  @Test
  void what_is_no_decision_is_nothing() {
    DecisionRecord decision = Records.decision().number(1);

    for (String body :
        List.of(
            "",
            "7",
            "[]",
            "{}",
            "{\"query\":{\"dialect\":\"NONE\"}}",
            "{\"query\":{}",
            "{\"query\":{},\"sql\":{},\"verdict\":{\"outcome\":{\"kind\":\"x\"}}}")) {
      assertThat(read(decision, body)).as(body).isEmpty();
    }
  }
}

package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome.Route;
import io.sluice.rules.decision.Outcome.Unrouted;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final long MILLISECOND = 1_000_000;
  private static final String EACH_TABLE =
      """
      rule each
      when
        Table($n : name)
      then
        decision.route("etl");
        decision.note($n);
      end
      """;

  private final AtomicLong clock = new AtomicLong();

  /** How far the clock goes on with every look at it. */
  private final AtomicLong pace = new AtomicLong();

  private Evaluator evaluator(EvaluationLimits limits, String text) {
    var compiler = new RuleSetCompiler(limits, () -> clock.addAndGet(pace.get()));
    var files = new RuleFiles(List.of(new RuleFile("rules.drl", text)));
    return switch (compiler.compile(files, RuleSetFixture.TARGETS)) {
      case Compilation.Compiled(var set, var _) -> set.newEvaluator();
      case Compilation.Refused(var _, var problems) -> throw new AssertionError(problems);
    };
  }

  private static EvaluationLimits limits(int maxFirings) {
    return new EvaluationLimits(Duration.ofMillis(50), maxFirings);
  }

  private static Facts tables(int count) {
    return facts(
        alice(),
        sql(IntStream.range(0, count).mapToObj(i -> "c.s.t" + i).collect(Collectors.toSet())));
  }

  @Test
  void firings_up_to_the_limit_are_fine() {
    Verdict verdict = evaluator(limits(3), EACH_TABLE).evaluate(tables(3));
    assertThat(verdict.outcome()).isInstanceOf(Route.class);
    assertThat(verdict.notes()).containsExactly("t0", "t1", "t2");
  }

  @Test
  void firings_beyond_the_limit_leave_the_statement_unrouted_and_the_next_one_unharmed() {
    Evaluator evaluator = evaluator(limits(3), EACH_TABLE);

    Verdict verdict = evaluator.evaluate(tables(4));

    assertThat(verdict.outcome()).isEqualTo(new Unrouted());
    assertThat(verdict.notes()).isEmpty();
    assertThat(verdict.explanation().flags()).containsExactly(Flag.FIRING_LIMIT);
    assertThat(verdict.explanation().problem())
        .isEqualTo("rules fired more than 3 times; most often: rule 'each' (rules.drl:1)");
    assertThat(evaluator.evaluate(tables(2)).notes()).containsExactly("t0", "t1");
  }

  @Test
  void spent_budget_leaves_the_statement_unrouted_and_the_next_one_unharmed() {
    Evaluator evaluator = evaluator(limits(100), EACH_TABLE);
    pace.set(20 * MILLISECOND);

    Verdict verdict = evaluator.evaluate(tables(10));

    assertThat(verdict.outcome()).isEqualTo(new Unrouted());
    assertThat(verdict.explanation().flags()).containsExactly(Flag.OVER_BUDGET);
    assertThat(verdict.explanation().problem())
        .isEqualTo(
            "the evaluation took longer than its budget of 50 ms; it was at rule 'each' (rules.drl:1)");
    assertThat(verdict.explanation().micros()).isGreaterThan(50_000);
    pace.set(0);
    assertThat(evaluator.evaluate(tables(2)).notes()).containsExactly("t0", "t1");
  }

  @Test
  void pattern_that_backtracks_for_ever_ends_with_the_budget() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule slow when Query(source matches \"(.*)(.*)(.*)(.*)(.*)(.*)b\") then decision.route(\"etl\"); end");
    pace.set(MILLISECOND);

    Verdict verdict = evaluator.evaluate(facts(alice().withSource("a".repeat(400))));

    assertThat(verdict.explanation().flags()).containsExactly(Flag.OVER_BUDGET);
    assertThat(verdict.explanation().problem())
        .isEqualTo(
            "the evaluation took longer than its budget of 50 ms; it was at rule 'slow' (rules.drl:1)");
    assertThat(verdict.explanation().offender()).contains("slow");
    assertThat(evaluator.evaluate(facts(alice().withSource("aab"))).outcome())
        .isInstanceOf(Route.class);
  }

  @Test
  void pattern_that_recurses_too_deep_is_a_failure_of_its_rule() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule deep when Query(source matches \"(a|b)*\") then decision.route(\"etl\"); end");

    Verdict verdict = evaluator.evaluate(facts(alice().withSource("ab".repeat(1_000_000))));

    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .contains("rule 'deep' (rules.drl:1): a condition failed: \"(a|b)*\" goes too deep");
  }

  @Test
  void cross_product_of_many_facts_ends_with_the_budget() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule cross when Table() Table() Table() Table() then decision.note(\"x\"); end");
    pace.set(MILLISECOND);

    Verdict verdict = evaluator.evaluate(tables(300));

    assertThat(verdict.explanation().flags()).containsExactly(Flag.OVER_BUDGET);
    assertThat(verdict.explanation().offender()).contains("cross");
  }

  @Test
  void condition_that_throws_is_named_and_the_next_statement_unharmed() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            """
            rule fine when then decision.route("etl"); decision.session("a", "b"); end

            rule shares
            when
              Group(name == "etl", 100 / available > 20)
            then
              decision.route("adhoc");
            end
            """);

    Verdict verdict = evaluator.evaluate(facts(List.of(group("etl", 0)), List.of()));

    assertThat(verdict.outcome()).isEqualTo(new Unrouted());
    assertThat(verdict.session()).isEmpty();
    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .isEqualTo("rule 'shares' (rules.drl:3): a condition failed: / by zero");
    Verdict next = evaluator.evaluate(facts(List.of(group("etl", 4)), List.of()));
    assertThat(next.explanation().flags()).containsExactly(Flag.AMBIGUOUS);
    assertThat(next.explanation().winner()).contains("fine");
  }

  @Test
  void right_hand_side_that_throws_is_named_and_the_next_statement_unharmed() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule bad when Query($s : source) then decision.split(\"etl:\" + $s); end");

    Verdict verdict = evaluator.evaluate(facts(alice().withSource("many")));

    assertThat(verdict.outcome()).isEqualTo(new Unrouted());
    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .isEqualTo(
            "rule 'bad' (rules.drl:1): split: 'etl:many': 'many' is no weight from 1 to 1000000 (expected: groups with weights, such as 'blue:95, green:5')");
    assertThat(evaluator.evaluate(facts(alice().withSource("7"))).outcome())
        .isInstanceOf(Route.class);
  }

  @Test
  void rule_that_would_fail_for_an_empty_statement_does_not_keep_its_set_from_opening() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule share when Sql(100 / length == 12) then decision.route(\"etl\"); end");

    assertThat(evaluator.evaluate(tables(0)).outcome()).isInstanceOf(Route.class);
  }

  @Test
  void rule_that_fires_most_is_blamed_for_too_many_firings() {
    Evaluator evaluator =
        evaluator(
            limits(5),
            "rule quiet salience -1 when then decision.note(\"q\"); end\n"
                + EACH_TABLE
                + "rule loud salience 1 when then decision.note(\"l\"); end");

    Verdict verdict = evaluator.evaluate(tables(20));

    assertThat(verdict.explanation().offender()).contains("each");
  }

  @Test
  void text_that_is_searched_for_long_is_watched_too() {
    Evaluator evaluator =
        evaluator(
            limits(100),
            "rule search when Sql(fingerprint contains \"x\" || text contains \"y\") then decision.route(\"etl\"); end");
    pace.set(60 * MILLISECOND);

    Verdict verdict = evaluator.evaluate(longText());

    assertThat(verdict.explanation().flags()).containsExactly(Flag.OVER_BUDGET);
    assertThat(verdict.explanation().offender()).contains("search");
  }

  private static Facts longText() {
    return facts(alice(), RuleSetFixture.sqlText("z".repeat(100_000)));
  }

  @Test
  void failure_leaves_no_facts_behind() {
    Evaluator evaluator =
        evaluator(
            limits(3),
            EACH_TABLE + "rule tagged when Tag(value == \"etl\") then decision.note(\"tag\"); end");
    Facts many =
        facts(
            alice().withClientTags(Set.of("etl")),
            sql(Set.of("a.b.c", "a.b.d", "a.b.e", "a.b.f", "a.b.g")));

    assertThat(evaluator.evaluate(many).explanation().flags()).containsExactly(Flag.FIRING_LIMIT);

    assertThat(evaluator.evaluate(tables(1)).notes()).containsExactly("t0");
  }
}

package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.at;
import static io.sluice.rules.drools.RuleSetFixture.cluster;
import static io.sluice.rules.drools.RuleSetFixture.evaluate;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.rule;
import static io.sluice.rules.drools.RuleSetFixture.set;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome.Reject;
import io.sluice.rules.decision.Outcome.Route;
import io.sluice.rules.decision.Outcome.Unrouted;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Facts FACTS = facts(alice());

  @Test
  void every_word_reaches_the_verdict() {
    RuleSet set =
        rule(
            "$q : Query($u : user)",
            """
            decision.route("etl");
              decision.fallback("adhoc", "blue");
              decision.pin("etl-1"); // only this one
              decision.select("round-robin");
              decision.session("query_max_run_time", "1h");
              decision.addTag("by-" + $u);
              decision.priority(10 * 2);
              decision.maxQueued("5m");
              decision.note("user " + $q.user + ' at ' + 1 + "\\n");\
            """);

    Verdict verdict = evaluate(set, FACTS);

    assertThat(verdict.outcome())
        .isEqualTo(
            new Route(
                new GroupName("etl"),
                List.of(new GroupName("adhoc"), new GroupName("blue")),
                false,
                Optional.of(new ClusterName("etl-1")),
                Optional.of("round-robin")));
    assertThat(verdict.session()).containsExactly(Map.entry("query_max_run_time", "1h"));
    assertThat(verdict.addedTags()).containsExactly("by-alice");
    assertThat(verdict.priority()).hasValue(20);
    assertThat(verdict.maxQueued()).contains(Duration.ofMinutes(5));
    assertThat(verdict.notes()).containsExactly("user alice at 1\n");
    assertThat(verdict.explanation().winner()).contains("r");
    assertThat(verdict.explanation().version()).isEqualTo(set.version());
  }

  @Test
  void reject_carries_its_message() {
    assertThat(evaluate(rule("", "decision.reject(\"closed: \" + 'now');"), FACTS).outcome())
        .isEqualTo(new Reject("closed: now"));
  }

  @Test
  void split_goes_by_user_or_by_the_given_value() {
    RuleSet byUser = rule("", "decision.split(\"blue:1, green:1\");");
    RuleSet byValue = rule("Query($s : source)", "decision.split(\"blue:1, green:1\", $s);");
    Set<Object> byUsers =
        Set.copyOf(
            List.of(
                outcome(byUser, facts(alice())),
                outcome(byUser, facts(alice().withSource("a"))),
                outcome(byUser, facts(alice().withSource("b")))));
    assertThat(byUsers).hasSize(1);
    var outcomes =
        List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
            .map(source -> outcome(byValue, facts(alice().withSource(source))))
            .distinct()
            .toList();
    assertThat(outcomes).hasSize(2);
  }

  private static Object outcome(RuleSet set, Facts facts) {
    return evaluate(set, facts).outcome();
  }

  @Test
  void files_and_lines_break_ties_of_salience() {
    RuleSet set =
        set(
            new RuleFile("b.drl", "rule b salience 5 when then decision.route(\"adhoc\"); end"),
            new RuleFile(
                "a.drl",
                """
                package some.where
                import io.sluice.rules.fact.*
                global Decision decision
                rule low salience -1 when then decision.route("blue"); end

                rule a
                  @owner(data-platform) @ticket("ABC-1") @because("it is, so") @plain
                  salience 5
                when
                then
                  decision.route("etl");
                end
                """));

    Verdict verdict = evaluate(set, FACTS);

    assertThat(verdict.explanation().winner()).contains("a");
    assertThat(verdict.explanation().flags()).containsExactly(Flag.AMBIGUOUS);
    assertThat(verdict.explanation().fired())
        .extracting(FiredRule::name)
        .containsExactly("a", "b", "low");
    assertThat(set.rules())
        .containsExactly(
            new RuleInfo("low", new RulePlace("a.drl", 4), -1, Map.of()),
            new RuleInfo(
                "a",
                new RulePlace("a.drl", 6),
                5,
                Map.of(
                    "owner", "data-platform",
                    "ticket", "ABC-1",
                    "because", "it is, so",
                    "plain", "")),
            new RuleInfo("b", new RulePlace("b.drl", 1), 5, Map.of()));
    assertThat(set.rules().get(1).metadata().keySet())
        .containsExactly("owner", "ticket", "because", "plain");
  }

  @Test
  void group_that_only_the_fleet_knows_is_no_unknown_target() {
    RuleSet set = rule("Table($c : catalog)", "decision.route($c);");
    Facts known =
        new Facts(
            alice(),
            sql(Set.of("newgroup.s.t")),
            RuleSetFixture.THURSDAY_NOON,
            List.of(group("newgroup", 1)),
            List.of());
    assertThat(evaluate(set, known).outcome())
        .isInstanceOfSatisfying(
            Route.class, route -> assertThat(route.group().value()).isEqualTo("newgroup"));

    Verdict unknown = evaluate(set, facts(alice(), sql(Set.of("nowhere.s.t"))));
    assertThat(unknown.outcome()).isEqualTo(new Unrouted());
    assertThat(unknown.explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
  }

  @Test
  void pin_alone_finds_the_group_in_the_fleet() {
    RuleSet set = rule("", "decision.pin(\"etl-1\");");
    Facts facts = facts(List.of(), List.of(cluster("etl-1", "etl", "HEALTHY")));
    assertThat(evaluate(set, facts).outcome())
        .isInstanceOfSatisfying(
            Route.class, route -> assertThat(route.group().value()).isEqualTo("etl"));
  }

  @Test
  void disabled_rule_stays_silent_but_is_listed() {
    RuleSet set = set("rule off enabled false when then decision.route(\"etl\"); end");
    assertThat(evaluate(set, FACTS).outcome()).isEqualTo(new Unrouted());
    assertThat(set.rules()).extracting(RuleInfo::name).containsExactly("off");
  }

  @Test
  void dates_of_a_rule_follow_the_moment_in_both_directions() {
    RuleSet set =
        set(
            """
            rule season
              date-effective "2026-03-01" date-expires "2026-04-01T06:30"
            when
            then
              decision.route("etl");
            end
            """);
    try (Evaluator evaluator = set.newEvaluator()) {
      assertThat(speaks(evaluator, "2026-03-01T00:00:00Z")).isTrue();
      assertThat(speaks(evaluator, "2026-02-28T23:59:59Z")).isFalse();
      assertThat(speaks(evaluator, "2026-04-01T06:29:59Z")).isTrue();
      assertThat(speaks(evaluator, "2026-04-01T06:30:00Z")).isFalse();
      assertThat(speaks(evaluator, "2026-03-15T12:00:00Z")).isTrue();
    }
  }

  private static boolean speaks(Evaluator evaluator, String instant) {
    return evaluator.evaluate(facts(at(instant))).outcome() instanceof Route;
  }

  @Test
  void rule_that_sees_only_the_fleet_speaks_for_every_statement() {
    RuleSet set = rule("Group(name == \"etl\", available == 0)", "decision.route(\"adhoc\");");
    List<Group> down = List.of(group("etl", 0));
    List<Group> up = List.of(group("etl", 1));
    List<Cluster> none = List.of();
    try (Evaluator evaluator = set.newEvaluator()) {
      assertThat(routes(evaluator, facts(down, none))).isTrue();
      assertThat(routes(evaluator, facts(down, none))).isTrue();
      assertThat(routes(evaluator, facts(up, none))).isFalse();
      assertThat(routes(evaluator, facts(down, none))).isTrue();
      assertThat(routes(evaluator, facts(List.of(), none))).isFalse();
    }
  }

  @Test
  void rule_that_sees_only_what_is_missing_speaks_for_every_statement() {
    RuleSet set = rule("not Tag(value == \"etl\")", "decision.route(\"adhoc\");");
    Facts tagged = facts(alice().withClientTags(Set.of("etl")));
    try (Evaluator evaluator = set.newEvaluator()) {
      assertThat(routes(evaluator, FACTS)).isTrue();
      assertThat(routes(evaluator, tagged)).isFalse();
      assertThat(routes(evaluator, tagged)).isFalse();
      assertThat(routes(evaluator, FACTS)).isTrue();
      assertThat(routes(evaluator, FACTS)).isTrue();
    }
  }

  private static boolean routes(Evaluator evaluator, Facts facts) {
    return evaluator.evaluate(facts).outcome() instanceof Route;
  }

  @Test
  void closed_set_gives_no_evaluators_but_those_that_exist_go_on() {
    RuleSet set = rule("", "decision.route(\"etl\");");
    try (Evaluator evaluator = set.newEvaluator()) {
      set.close();
      assertThat(routes(evaluator, FACTS)).isTrue();
      assertThatThrownBy(set::newEvaluator)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}

package io.sluice.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.decision.Outcome.Reject;
import io.sluice.rules.decision.Outcome.Route;
import io.sluice.rules.decision.Outcome.Unrouted;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
  private static final GroupName ETL = new GroupName("etl");
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final GroupName SPARE = new GroupName("spare");
  private static final ClusterName ETL_1 = new ClusterName("etl-1");
  private static final ClusterName LOST = new ClusterName("lost-1");
  private static final RuleSetVersion VERSION = new RuleSetVersion("abc");

  private final Decision decision =
      new Decision(
          "alice",
          new Destinations(Set.of(ETL, ADHOC, SPARE), Set.of(ETL_1, LOST), Map.of(ETL_1, ETL)));

  private static Speaker rule(String name, String file, int line, int salience) {
    return new Speaker(name, new RulePlace(file, line), salience, Map.of("owner", "data"));
  }

  private void hear(String name, int salience, Runnable words) {
    hear(rule(name, "a.drl", name.charAt(0), salience), words);
  }

  private void hear(Speaker rule, Runnable words) {
    decision.listenTo(rule);
    words.run();
  }

  private Verdict verdict() {
    return decision.verdict(VERSION, 12);
  }

  private static FiredRule fired(Verdict verdict, String name) {
    return verdict.explanation().fired().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Route routeTo(GroupName group, GroupName... fallbacks) {
    return new Route(group, List.of(fallbacks), false, Optional.empty(), Optional.empty());
  }

  @Test
  void silence_leaves_the_statement_unrouted() {
    assertThat(verdict().outcome()).isEqualTo(new Unrouted());
    assertThat(verdict().explanation())
        .isEqualTo(new Explanation(VERSION, Optional.empty(), List.of(), Set.of(), "", 12));
  }

  @Test
  void higher_salience_wins_and_the_other_is_recorded_as_overruled() {
    hear("low", 1, () -> decision.route("adhoc"));
    hear("high", 2, () -> decision.route("etl"));

    Verdict verdict = verdict();

    assertThat(verdict.outcome()).isEqualTo(routeTo(ETL));
    assertThat(verdict.explanation().winner()).contains("high");
    assertThat(verdict.explanation().flags()).isEmpty();
    assertThat(verdict.explanation().fired())
        .extracting(FiredRule::name)
        .containsExactly("high", "low");
    assertThat(fired(verdict, "high").overruled()).isEmpty();
    assertThat(fired(verdict, "low").said()).containsExactly("route(adhoc)");
    assertThat(fired(verdict, "low").overruled())
        .containsExactly("route(adhoc): rule 'high' (a.drl:104) comes first");
    assertThat(fired(verdict, "low").metadata()).isEqualTo(Map.of("owner", "data"));
  }

  @Test
  void equal_salience_is_ambiguous_and_the_earlier_file_wins() {
    hear(rule("second", "b.drl", 1, 5), () -> decision.route("adhoc"));
    hear(rule("first", "a.drl", 9, 5), () -> decision.route("etl"));

    assertThat(verdict().outcome()).isEqualTo(routeTo(ETL));
    assertThat(verdict().explanation().flags()).containsExactly(Flag.AMBIGUOUS);
    assertThat(verdict().explanation().fired())
        .extracting(FiredRule::name)
        .containsExactly("first", "second");
  }

  @Test
  void equal_salience_in_one_file_lets_the_earlier_line_win() {
    hear(rule("ten", "a.drl", 10, 0), () -> decision.route("adhoc"));
    hear(rule("nine", "a.drl", 9, 0), () -> decision.route("etl"));

    assertThat(verdict().explanation().winner()).contains("nine");
  }

  @Test
  void equal_salience_with_one_wish_is_not_ambiguous() {
    hear("a", 0, () -> decision.route("etl"));
    hear("b", 0, () -> decision.route("etl"));

    assertThat(verdict().explanation().flags()).isEmpty();
    assertThat(fired(verdict(), "b").overruled()).hasSize(1);
  }

  @Test
  void priority_and_waiting_time_of_the_first_rule_stay_and_others_are_overruled() {
    hear(
        "low",
        1,
        () -> {
          decision.priority(9);
          decision.maxQueued("1h");
        });
    hear(
        "high",
        2,
        () -> {
          decision.priority(80);
          decision.maxQueued("90s");
        });

    Verdict verdict = verdict();

    assertThat(verdict.priority()).hasValue(80);
    assertThat(verdict.maxQueued()).contains(Duration.ofSeconds(90));
    assertThat(fired(verdict, "high").said()).containsExactly("priority(80)", "maxQueued(90s)");
    assertThat(fired(verdict, "high").overruled()).isEmpty();
    assertThat(fired(verdict, "low").overruled())
        .containsExactly(
            "priority(9): rule 'high' (a.drl:104) has set it to '80'",
            "maxQueued(1h): rule 'high' (a.drl:104) has set it to '90s'");
  }

  @Test
  void priority_and_the_property_that_carries_it_are_one_setting() {
    hear("property", 2, () -> decision.session("query_priority", "7"));
    hear("word", 1, () -> decision.priority(8));

    assertThat(verdict().priority()).isEmpty();
    assertThat(verdict().session()).isEqualTo(Map.of("query_priority", "7"));
    assertThat(fired(verdict(), "word").overruled())
        .containsExactly("priority(8): rule 'property' (a.drl:112) has set it to '7'");
  }

  @Test
  void texts_of_rules_are_kept_short_for_the_audit() {
    hear("a", 0, () -> decision.note("x".repeat(5_000)));
    assertThat(verdict().notes().getFirst()).hasSize(4_001).endsWith("x…");
    String longValue = "v".repeat(4_001);
    assertThatThrownBy(() -> decision.session("p", longValue))
        .hasMessage("session: p: a value of 4001 characters (expected: at most 4000)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 101, -1, Long.MAX_VALUE})
  void priority_out_of_range_is_refused(long level) {
    decision.listenTo(rule("a", "a.drl", 1, 0));
    assertThatThrownBy(() -> decision.priority(level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("priority: %d (expected: a whole number from 1 to 100)".formatted(level));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5x", "0s", "-1m", "25h", "1.5h", "PT5M", "9999999h", "5 m"})
  void waiting_time_that_is_none_is_refused(String time) {
    decision.listenTo(rule("a", "a.drl", 1, 0));
    assertThatThrownBy(() -> decision.maxQueued(time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("maxQueued: '%s' (expected: a time up to 24 hours".formatted(time));
  }

  @Test
  void route_and_reject_of_equal_salience_are_ambiguous() {
    hear("a", 0, () -> decision.reject("not on Mondays"));
    hear("b", 0, () -> decision.route("etl"));

    assertThat(verdict().outcome()).isEqualTo(new Reject("not on Mondays"));
    assertThat(verdict().explanation().flags()).containsExactly(Flag.AMBIGUOUS);
  }

  @Test
  void adjuncts_belong_to_the_route_of_their_own_rule() {
    hear(
        "winner",
        2,
        () -> {
          decision.fallback("adhoc", "spare", "etl");
          decision.route("etl");
          decision.pin("etl-1");
          decision.select("round-robin");
        });
    hear(
        "loser",
        1,
        () -> {
          decision.route("adhoc");
          decision.strict();
          decision.fallback("etl");
          decision.select("random");
        });

    Verdict verdict = verdict();

    assertThat(verdict.outcome())
        .isEqualTo(
            new Route(
                ETL, List.of(ADHOC, SPARE), false, Optional.of(ETL_1), Optional.of("round-robin")));
    assertThat(fired(verdict, "loser").overruled())
        .extracting(word -> word.replaceAll(":.*", ""))
        .containsExactlyInAnyOrder("route(adhoc)", "strict()", "fallback(etl)", "select(random)");
  }

  @Test
  void strict_turns_fallbacks_off() {
    hear(
        "a",
        0,
        () -> {
          decision.route("etl");
          decision.fallback("adhoc");
          decision.strict();
        });

    assertThat(verdict().outcome())
        .isEqualTo(new Route(ETL, List.of(), true, Optional.empty(), Optional.empty()));
    assertThat(fired(verdict(), "a").overruled())
        .containsExactly("fallback(adhoc): the same rule says strict()");
  }

  @Test
  void adjuncts_without_a_route_are_overruled() {
    hear("a", 0, () -> decision.fallback("adhoc"));

    assertThat(verdict().outcome()).isEqualTo(new Unrouted());
    assertThat(fired(verdict(), "a").overruled())
        .containsExactly("fallback(adhoc): the rule routes nowhere");
  }

  @Test
  void pin_alone_routes_to_the_group_of_the_cluster() {
    hear("a", 0, () -> decision.pin("etl-1"));

    assertThat(verdict().outcome())
        .isEqualTo(new Route(ETL, List.of(), false, Optional.of(ETL_1), Optional.empty()));
    assertThat(verdict().explanation().winner()).contains("a");
  }

  @Test
  void pin_alone_of_a_cluster_without_known_group_has_no_effect() {
    hear("a", 0, () -> decision.pin("lost-1"));

    assertThat(verdict().outcome()).isEqualTo(new Unrouted());
    assertThat(verdict().explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
  }

  @Test
  void pin_outside_of_the_routed_group_has_no_effect() {
    hear(
        "a",
        0,
        () -> {
          decision.route("adhoc");
          decision.pin("etl-1");
        });

    assertThat(verdict().outcome()).isEqualTo(routeTo(ADHOC));
    assertThat(fired(verdict(), "a").overruled())
        .containsExactly("pin(etl-1): the cluster belongs to group 'etl'");
    assertThat(verdict().explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
  }

  @Test
  void unknown_group_has_no_effect_and_leaves_the_route_to_the_next_rule() {
    hear("high", 2, () -> decision.route("etll"));
    hear("low", 1, () -> decision.route("etl"));

    assertThat(verdict().outcome()).isEqualTo(routeTo(ETL));
    assertThat(verdict().explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
    assertThat(fired(verdict(), "high").overruled())
        .containsExactly("route(etll): there is no group 'etll'");
  }

  @Test
  void unknown_policy_leaves_the_groups_own() {
    hear(
        "a",
        1,
        () -> {
          decision.route("etl");
          decision.select("fastest");
        });

    Verdict verdict = verdict();

    assertThat(verdict.outcome()).isEqualTo(routeTo(ETL));
    assertThat(verdict.explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
    assertThat(fired(verdict, "a").overruled())
        .containsExactly("select(fastest): there is no policy 'fastest'");
  }

  @Test
  void policy_may_name_a_location() {
    hear(
        "a",
        1,
        () -> {
          decision.route("etl");
          decision.select("location-first:eu-west");
        });

    assertThat(verdict().outcome())
        .isEqualTo(
            new Route(
                ETL, List.of(), false, Optional.empty(), Optional.of("location-first:eu-west")));
  }

  @Test
  void unknown_fallback_leaves_the_others() {
    hear(
        "a",
        0,
        () -> {
          decision.route("etl");
          decision.fallback("nowhere", "spare");
        });

    assertThat(verdict().outcome()).isEqualTo(routeTo(ETL, SPARE));
    assertThat(verdict().explanation().flags()).containsExactly(Flag.UNKNOWN_TARGET);
  }

  @Test
  void session_tags_and_notes_count_from_every_rule() {
    hear(
        "high",
        2,
        () -> {
          decision.route("etl");
          decision.session("z_first", "1");
          decision.session("shared", "high");
          decision.addTag("seen");
        });
    hear(
        "low",
        1,
        () -> {
          decision.route("adhoc");
          decision.session("shared", "low");
          decision.session("a_second", "2");
          decision.note("hello");
        });

    Verdict verdict = verdict();

    assertThat(verdict.session())
        .containsExactly(
            Map.entry("z_first", "1"), Map.entry("shared", "high"), Map.entry("a_second", "2"));
    assertThat(verdict.addedTags()).containsExactly("seen");
    assertThat(verdict.notes()).containsExactly("hello");
    assertThat(fired(verdict, "low").overruled())
        .contains("session(shared, low): rule 'high' (a.drl:104) has set it to 'high'");
  }

  @Test
  void rule_that_fires_for_several_facts_is_recorded_once_in_the_order_of_its_words() {
    Speaker rule = rule("tables", "a.drl", 1, 0);
    hear(rule, () -> decision.note("orders"));
    hear(rule, () -> decision.note("lineitem"));
    hear(rule, () -> decision.note("orders"));

    assertThat(verdict().notes()).containsExactly("lineitem", "orders");
    assertThat(verdict().explanation().fired()).hasSize(1);
  }

  @Test
  void rule_that_wants_several_groups_is_ambiguous_and_the_first_by_name_wins() {
    Speaker rule = rule("tables", "a.drl", 1, 0);
    hear(rule, () -> decision.route("etl"));
    hear(rule, () -> decision.route("adhoc"));

    assertThat(verdict().outcome()).isEqualTo(routeTo(ADHOC));
    assertThat(verdict().explanation().flags()).containsExactly(Flag.AMBIGUOUS);
    assertThat(fired(verdict(), "tables").overruled())
        .containsExactly("route(etl): the same rule says route(adhoc)");
  }

  @Test
  void unfinished_evaluation_has_no_effect_but_tells_what_was_said() {
    hear(
        "a",
        0,
        () -> {
          decision.route("etl");
          decision.session("x", "1");
          decision.addTag("t");
        });

    Verdict verdict =
        decision.unfinished(VERSION, Flag.OVER_BUDGET, "too slow", Optional.of("a"), 99);

    assertThat(verdict.outcome()).isEqualTo(new Unrouted());
    assertThat(verdict.session()).isEmpty();
    assertThat(verdict.addedTags()).isEmpty();
    assertThat(verdict.explanation().flags()).containsExactly(Flag.OVER_BUDGET);
    assertThat(verdict.explanation().problem()).isEqualTo("too slow");
    assertThat(fired(verdict, "a").overruled())
        .containsExactly(
            "route(etl): the evaluation did not finish",
            "session(x, 1): the evaluation did not finish",
            "addTag(t): the evaluation did not finish");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "blue", "blue:", ":5", "blue:0", "blue:-1", "blue:x", "a:1,", "a:1,a:2"})
  void malformed_split_throws_and_names_the_form(String spec) {
    decision.listenTo(rule("a", "a.drl", 1, 0));
    assertThatThrownBy(() -> decision.split(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: groups with weights, such as 'blue:95, green:5')");
  }

  @Test
  void malformed_session_tag_policy_and_message_throw() {
    decision.listenTo(rule("a", "a.drl", 1, 0));
    assertThatThrownBy(() -> decision.session("x y", "1")).hasMessageStartingWith("session: 'x y'");
    assertThatThrownBy(() -> decision.session("x\r\nHost: evil", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decision.addTag("a,b")).hasMessageStartingWith("addTag: 'a,b'");
    assertThatThrownBy(() -> decision.select("")).hasMessageStartingWith("select: ''");
    assertThatThrownBy(() -> decision.reject(" ")).hasMessageStartingWith("reject: ''");
  }
}

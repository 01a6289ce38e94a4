package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.at;
import static io.sluice.rules.drools.RuleSetFixture.cluster;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.rule;
import static io.sluice.rules.drools.RuleSetFixture.set;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.ruleset.TracedRule.Finding;
import io.sluice.rules.ruleset.TracedRule.Missed;
import io.sluice.rules.ruleset.TracedRule.NotMatched;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {
  private static final Facts NOON = facts(alice().withSource("airflow"));

  private static Finding finding(String when, Facts facts) {
    return rule(when, "decision.note(\"n\");").trace(facts).getFirst().finding();
  }

  private static Missed missed(String when, Facts facts) {
    assertThat(finding(when, facts)).isInstanceOf(NotMatched.class);
    List<Missed> missed = ((NotMatched) finding(when, facts)).missed();
    assertThat(missed).hasSize(1);
    return missed.getFirst();
  }

  @Test
  void missed_condition_is_told_with_its_text_its_place_and_the_value() {
    assertThat(missed("Query(source == \"airflow\")\n  Moment(hour > 9, hour >= 22)", NOON))
        .isEqualTo(
            new Missed(
                "Moment(hour > 9, hour >= 22)", "rules.drl", 4, 20, "hour >= 22", "hour was 12"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Query(user == \"bob\") Moment(hour > 22) ~ user == \"bob\" ~ user was \"alice\"",
        "Query($u : user == \"bob\") ~ user == \"bob\" ~ user was \"alice\"",
        "Moment(hour >= 22 || < 6) ~ hour >= 22 || hour < 6 ~ hour was 12",
        "Moment(hour > 20 && dayOfWeek == \"MONDAY\") ~ hour > 20 ~ hour was 12",
        "Moment(!weekend, weekend) ~ weekend ~ weekend was false",
        "Moment(dayOfWeek in (\"MONDAY\", \"FRIDAY\")) ~ dayOfWeek in (\"MONDAY\", \"FRIDAY\") ~ dayOfWeek was THURSDAY",
        "Query(source not in (\"airflow\", \"x\")) ~ source not in (\"airflow\", \"x\") ~ source was \"airflow\"",
        "Query(headers[\"x-team\"] == \"web\") ~ headers[\"x-team\"] == \"web\" ~ headers[\"x-team\"] was \"\"",
        "Query(clientTags contains \"etl\") ~ clientTags contains \"etl\" ~ clientTags was []",
        "Query(user.toUpperCase() == \"BOB\") ~ user.toUpperCase() == \"BOB\" ~ user.toUpperCase() was \"ALICE\"",
        "Query(!(user == \"alice\" || source == \"x\")) ~ !(user == \"alice\" || source == \"x\") ~ user was \"alice\", source was \"airflow\"",
        "Sql(limit != null) ~ limit != null ~ limit was null",
        "Query($u : user) Query(source == $u) ~ source == $u ~ source was \"airflow\", $u was \"alice\"",
        "$q : Query() Sql(length > 100, text == $q.user) ~ length > 100 ~ length was 8",
        "Sql(joins + subqueries * 2 > 3) ~ joins + subqueries * 2 > 3 ~ joins was 0, subqueries was 0",
        "Query(dialect == Dialect.PRESTO) ~ dialect == Dialect.PRESTO ~ dialect was TRINO",
      })
  void first_failing_constraint_is_told(String when, String constraint, String because) {
    Missed missed = missed(when, NOON);

    assertThat(missed.constraint()).isEqualTo(constraint);
    assertThat(missed.because()).isEqualTo(because);
  }

  @Test
  void pattern_without_facts_is_told_as_such() {
    assertThat(missed("Tag(value == \"etl\")", NOON))
        .isEqualTo(
            new Missed("Tag(value == \"etl\")", "rules.drl", 3, 3, "", "there is no Tag fact"));
  }

  @Test
  void several_facts_are_listed_with_what_each_lacks() {
    Facts tables = facts(alice(), sql(Set.of("lake.sales.orders")));
    String when = "Table(catalog == \"lake\", schema == \"hr\")";

    assertThat(missed(when, tables).because())
        .isEqualTo("the only Table fact: schema was \"sales\"");
    Missed missed = missed(when, facts(alice(), sql(Set.of("lake.sales.a", "web.hr.b"))));
    assertThat(missed.constraint()).isEqualTo("schema == \"hr\"");
    assertThat(missed.because())
        .startsWith("none of 2 Table facts: ")
        .contains("schema was \"sales\"", "catalog was \"web\"");
  }

  @Test
  void many_facts_are_cut_short() {
    Set<String> names =
        IntStream.range(0, 50).mapToObj(i -> "lake.s.t" + i).collect(Collectors.toSet());

    assertThat(missed("Table(name == \"orders\")", facts(alice(), sql(names))).because())
        .startsWith("none of 50 Table facts: name was \"t")
        .endsWith("; …")
        .hasSizeLessThan(150);
  }

  @Test
  void join_tells_of_the_facts_that_came_furthest() {
    Facts tables = facts(alice(), sql(Set.of("lake.alice.a", "lake.bob.b")));

    Missed missed =
        missed("Table($s : schema) Query(user == $s) Table(schema != $s, name == \"c\")", tables);

    assertThat(missed.constraint()).isEqualTo("name == \"c\"");
    assertThat(missed.because()).contains("name was \"b\"", "$s was \"alice\"");
  }

  @Test
  void forbidden_fact_is_told() {
    Facts urgent = facts(alice().withClientTags(Set.of("urgent")));

    Missed missed = missed("Query(user == \"alice\") not Tag(value == \"urgent\")", urgent);

    assertThat(missed.condition()).isEqualTo("not Tag(value == \"urgent\")");
    assertThat(missed.because()).isEqualTo("there is one: value was \"urgent\"");
  }

  @Test
  void every_alternative_that_is_missed_is_told() {
    String when = "(Tag(value == \"a\") or Query(source == \"x\")) Moment(hour == 3)";

    List<Missed> both = ((NotMatched) finding(when, NOON)).missed();
    assertThat(both)
        .extracting(Missed::condition)
        .containsExactly("Tag(value == \"a\")", "Query(source == \"x\")");
    Missed later = missed(when, facts(alice().withSource("x")));
    assertThat(later.constraint()).isEqualTo("hour == 3");
  }

  @Test
  void existing_and_nested_conditions_are_followed() {
    Facts fleet = facts(List.of(group("etl", 0)), List.of(cluster("c", "etl", "DRAINING")));

    assertThat(missed("exists (Group($g : name) and Cluster(group == $g, state == \"UP\"))", fleet))
        .extracting(Missed::constraint, Missed::because)
        .containsExactly("state == \"UP\"", "the only Cluster fact: state was \"DRAINING\"");
    assertThat(missed("not (Group($g : name) and Cluster(group == $g))", fleet))
        .extracting(Missed::condition, Missed::because)
        .containsExactly(
            "not (Group($g : name) and Cluster(group == $g))",
            "there is one: group was \"etl\", $g was \"etl\"");
  }

  @Test
  void comments_inside_a_pattern_are_left_out() {
    assertThat(missed("Query( // who\n    user == \"bob\" /* him */)", NOON).condition())
        .isEqualTo("Query(user == \"bob\")");
  }

  @Test
  void rules_come_in_the_order_in_which_they_decide_and_say_when_they_are_off() {
    List<TracedRule> trace =
        set("""
        rule late when then decision.note("n"); end
        rule off salience 5 enabled false when then decision.note("n"); end
        rule soon salience 4 date-effective "2026-02-01" when then decision.note("n"); end
        rule gone salience 3 date-expires "2026-01-15" when then decision.note("n"); end
        rule first salience 6 when then decision.note("n"); end
        """)
            .trace(NOON);

    assertThat(trace)
        .extracting(traced -> traced.rule().name())
        .containsExactly("first", "off", "soon", "gone", "late");
    assertThat(trace)
        .extracting(TracedRule::finding)
        .containsExactly(
            new TracedRule.Matched(),
            new TracedRule.Disabled(),
            new TracedRule.NotYetEffective(LocalDateTime.parse("2026-02-01T00:00")),
            new TracedRule.Expired(LocalDateTime.parse("2026-01-15T00:00")),
            new TracedRule.Matched());
  }

  @Test
  void condition_that_fails_is_told() {
    Facts empty = facts(List.of(group("etl", 0)), List.of());

    assertThat(finding("Group(10 / available > 4)", empty))
        .isEqualTo(new TracedRule.Failed("a condition failed: / by zero"));
  }

  @Test
  void too_many_combinations_are_undecided() {
    Set<String> names =
        IntStream.range(0, 100).mapToObj(i -> "lake.s.t" + i).collect(Collectors.toSet());

    assertThat(finding("Table() Table() Table() Table(name == \"x\")", facts(alice(), sql(names))))
        .isEqualTo(new TracedRule.Undecided("more than 200000 combinations of facts"));
  }

  @Test
  void slow_pattern_is_undecided_and_so_is_what_comes_after_too_many_of_them() {
    var clock = new AtomicLong();
    var compiler =
        new RuleSetCompiler(
            new EvaluationLimits(Duration.ofNanos(100), 10), () -> clock.getAndAdd(50));
    String rules =
        IntStream.range(0, 30)
            .mapToObj(i ->
                "rule r%02d when Query(user matches \"(.*)(.*)(.*)(.*)(.*)(.*)b\") then decision.note(\"n\"); end\n"
                    .formatted(i))
            .collect(Collectors.joining());
    var files = new RuleFiles(List.of(new RuleFile("rules.drl", rules)));
    var compiled = (Compilation.Compiled) compiler.compile(files, RuleSetFixture.TARGETS);

    List<TracedRule> trace =
        compiled
            .ruleSet()
            .trace(
                facts(
                    io.sluice.rules.fact.Query.of(
                        "a".repeat(40), io.sluice.rules.fact.Dialect.TRINO)));

    assertThat(trace.getFirst().finding())
        .isEqualTo(new TracedRule.Undecided("its conditions took too long"));
    assertThat(trace.getLast().finding())
        .isEqualTo(new TracedRule.Undecided("the rules before it took too long"));
  }

  @Test
  void moment_of_the_trace_is_the_statements() {
    Facts winter = facts(at("2026-12-01T00:00:00Z"));

    assertThat(
            set("rule r date-effective \"2026-12-01\" when then decision.note(\"n\"); end")
                .trace(winter)
                .getFirst()
                .finding())
        .isEqualTo(new TracedRule.Matched());
  }
}

package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.evaluate;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.fires;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.set;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Query;
import io.sluice.rules.ruleset.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Conditions that are looked up by signs mean what they say. */
final class SignsTest {
  private static final List<String> SOURCES = List.of("", "a", "b", "ab", "abc", "airflow", "c");

  /** A condition, and the same in Java. */
  private record Case(String condition, Predicate<Query> meaning) {}

  private static final List<Case> CASES =
      List.of(
          new Case("source in (\"a\", \"abc\")", q -> Set.of("a", "abc").contains(q.source())),
          new Case(
              "source in (\"a\", \"b\"), clientTags contains \"b\"",
              q -> Set.of("a", "b").contains(q.source()) && q.clientTags().contains("b")),
          new Case("source == \"a\" || == \"c\"", q -> Set.of("a", "c").contains(q.source())),
          new Case(
              "source == \"a\" || clientTags contains \"a\"",
              q -> q.source().equals("a") || q.clientTags().contains("a")),
          new Case(
              "source == \"a\" || source != \"ab\"",
              q -> q.source().equals("a") || !q.source().equals("ab")),
          new Case(
              "(source == \"a\" && user == \"alice\") || source str[startsWith] \"air\"",
              q -> q.source().equals("a") || q.source().startsWith("air")),
          new Case("source.startsWith(\"ab\")", q -> q.source().startsWith("ab")),
          new Case("source.startsWith(\"\")", _ -> true),
          new Case("source matches \"abc?\"", q -> Set.of("ab", "abc").contains(q.source())),
          new Case("source matches \"ab{0}.*\"", q -> q.source().startsWith("a")),
          new Case("source matches \"a.*\"", q -> q.source().startsWith("a")),
          new Case("source matches \"a|c\"", q -> Set.of("a", "c").contains(q.source())),
          new Case("source matches \"(?i)A\"", q -> q.source().equals("a")),
          new Case("\"b\" memberOf clientTags", q -> q.clientTags().contains("b")),
          new Case("clientTags.contains(\"b\")", q -> q.clientTags().contains("b")),
          new Case("!(source in (\"a\"))", q -> !q.source().equals("a")),
          new Case("source not in (\"a\", \"b\")", q -> !Set.of("a", "b").contains(q.source())),
          new Case("dialect in (\"TRINO\")", _ -> true),
          new Case("source == user || source in (\"b\")", q -> q.source().equals("b")),
          new Case(
              "source in (\"a\") || source.length() > 4",
              q -> q.source().equals("a") || q.source().length() > 4));

  private static List<Facts> statements() {
    RandomGenerator random = new Random(11);
    var all = new ArrayList<Facts>();
    for (int i = 0; i < 200; i++) {
      Query query =
          alice()
              .withSource(SOURCES.get(random.nextInt(SOURCES.size())))
              .withClientTags(random.nextBoolean() ? Set.of("a") : Set.of("b", "c"));
      all.add(facts(query));
    }
    return all;
  }

  @Test
  void condition_means_what_it_says_also_inside_of_not() {
    var rules = new StringBuilder();
    for (int i = 0; i < CASES.size(); i++) {
      String pattern = "Query(" + CASES.get(i).condition() + ")";
      rules.append(
          "rule is%d when %s then decision.note(\"is%d\"); end\n".formatted(i, pattern, i));
      rules.append(
          "rule not%d when not %s then decision.note(\"not%d\"); end\n".formatted(i, pattern, i));
    }
    try (Evaluator kept = set(rules.toString()).newEvaluator()) {
      for (Facts facts : statements()) {
        Set<String> notes = Set.copyOf(kept.evaluate(facts).notes());
        for (int i = 0; i < CASES.size(); i++) {
          boolean expected = CASES.get(i).meaning().test(facts.query());
          String what = CASES.get(i).condition() + " of " + facts.query();
          assertThat(notes.contains("is" + i)).as(what).isEqualTo(expected);
          assertThat(notes.contains("not" + i)).as("not " + what).isEqualTo(!expected);
        }
      }
    }
  }

  @Test
  void values_of_a_fact_that_was_found_reach_later_patterns_and_words() {
    Facts facts =
        new Facts(
            alice().withSource("etl").withClientTags(Set.of("a", "b", "c")),
            sql(Set.of("hive.web.a", "hive.web.x")),
            RuleSetFixture.THURSDAY_NOON,
            List.of(group("etl", 1), group("adhoc", 1)),
            List.of());

    Verdict verdict =
        evaluate(
            set(
                """
                rule r when
                  $q : Query(source in ("etl", "x"), $source : source)
                  Tag(value in ("a", "c"), $tag : value)
                  Table(name == $tag)
                  Group(name == $source)
                then
                  decision.note($q.user + " " + $tag);
                  decision.route($q.source);
                end
                """),
            facts);

    assertThat(verdict.notes()).containsExactly("alice a");
    assertThat(verdict.explanation().winner()).contains("r");
  }

  @Test
  void several_facts_are_found_each_once() {
    Facts facts = facts(alice().withClientTags(Set.of("aa", "ab", "b")));

    Verdict verdict =
        evaluate(
            set(
                """
                rule r when
                  Tag(value in ("aa", "aa", "ab") || value str[startsWith] "a", $v : value)
                then decision.note($v); end
                """),
            facts);

    assertThat(verdict.notes()).containsExactlyInAnyOrder("aa", "ab");
  }

  @Test
  void other_conditions_of_the_pattern_are_tested_only_where_the_sign_is() {
    String condition = "Query(10 / (user.length() - 5) > 0, source in (\"a\", \"b\"))";

    assertThat(fires(condition, facts(alice().withSource("c")))).isFalse();
    Verdict failed =
        evaluate(
            RuleSetFixture.rule(condition, "decision.route(\"etl\");"),
            facts(alice().withSource("a")));
    assertThat(failed.explanation().flags()).containsExactly(Flag.RULE_FAILED);
  }
}

package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.lint.Lint;
import io.sluice.rules.lint.LintSettings;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  static List<Diagnostic> lint(String rules, String... required) {
    var files = new RuleFiles(List.of(new RuleFile("rules.drl", rules)));
    Compilation compilation =
        new RuleSetCompiler(RuleSetFixture.LIMITS, System::nanoTime)
            .compile(files, RuleSetFixture.TARGETS);
    return switch (compilation) {
      case Compilation.Compiled(RuleSet set, var _) ->
          new Lint(new LintSettings(List.of(required), ZoneOffset.UTC), () -> NOW)
              .inspect(files, set, RuleSetFixture.TARGETS);
      case Compilation.Refused(var _, var diagnostics) ->
          throw new AssertionError("refused: " + diagnostics);
    };
  }

  private static List<String> codes(String rules) {
    return lint(rules).stream().map(LintTest::code).toList();
  }

  private static String code(Diagnostic diagnostic) {
    String message = diagnostic.message();
    return message.substring(message.lastIndexOf('[') + 1, message.length() - 1);
  }

  private static String rule(String when) {
    return "rule r when\n  " + when + "\nthen decision.route(\"etl\"); end\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(user == \"a\", user == \"b\")",
        "Query(user == \"a\" && user == \"b\")",
        "Query(user == \"a\") Query(user == \"b\")",
        "Query(user == \"a\") not Query(user == \"a\")",
        "Query(user == \"a\", user != \"a\")",
        "Query(user in (\"a\", \"b\"), user not in (\"b\", \"a\"))",
        "Query(user == \"abc\", user str[startsWith] \"b\")",
        "Query(user str[startsWith] \"a\", user.startsWith(\"b\"))",
        "Query(user == \"\", !user.isEmpty())",
        "Query(user.toLowerCase() == \"ANN\")",
        "Query(headers[\"x\"] == \"1\", headers[\"x\"] == \"2\")",
        "Query(dialect == \"TRINO\", dialect == \"PRESTO\")",
        "Query(clientTags contains \"a\", clientTags not contains \"a\")",
        "Query(user == source, user != \"x\", !(user == source))",
        "Moment(hour > 23)",
        "Moment(hour < 0)",
        "Moment(hour > 5, hour < 6)",
        "Moment(hour >= 22, hour < 6)",
        "Moment(hour == 12.5)",
        "Moment(weekend, dayOfWeek == \"MONDAY\")",
        "Moment(!weekend, dayOfWeek in (\"SATURDAY\", \"SUNDAY\"))",
        "Moment(dayOfWeek > \"FRIDAY\", weekend == false)",
        "Moment(date >= \"2026-02-01\", date < \"2026-01-01\")",
        "Moment(date.monthValue == 13)",
        "Sql(joins < 0)",
        "Sql(limit == null, limit > 5)",
        "Sql(writes, !writes)",
        "Sql(writes == true && writes == false)",
        "Group(utilisation > 1)",
        "Group(name == \"etl\", available > 0) Group(name == \"etl\", available == 0)",
        "Tag(value == \"a\") not Tag(value == \"a\")",
        "Tag(value == \"a\") not Tag()",
        "exists Tag(value == \"a\", value == \"b\")",
        "(Query(user == \"a\", user == \"b\") or Moment(hour > 30))",
        "Query(user == \"a\") (Query(user == \"b\") or Query(user == \"c\"))",
      })
  void rule_that_contradicts_itself_never_fires(String when) {
    assertThat(codes(rule(when))).contains("never-fires");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(user == \"a\" || user == \"b\")",
        "Query(user == \"abc\", user str[startsWith] \"ab\")",
        "Query(user str[startsWith] \"ab\", user str[startsWith] \"a\", user str[endsWith] \"z\")",
        "Moment(hour >= 22 || hour < 6)",
        "Moment(hour >= 23)",
        "Moment(weekend, dayOfWeek == \"SUNDAY\")",
        "Moment(hour > 5, hour <= 6)",
        "Sql(joins + subqueries < 0)",
        "Sql(!(limit > 5), !(limit <= 5))",
        "Sql(limit != 5, limit == null)",
        "Group(utilisation > 0.5, utilisation < 0.6)",
        "Group(name == \"etl\", available > 0) Group(name == \"blue\", available == 0)",
        "Tag(value == \"a\") Tag(value == \"b\")",
        "Tag(value == \"a\") not Tag(value == \"b\")",
        "Table(catalog == \"a\") Table(catalog == \"b\")",
        "Query($u : user, source != $u, source == \"x\")",
        "Query(user.toLowerCase() == \"ann\")",
        "(Query(user == \"a\", user == \"b\") or Moment(hour > 3))",
      })
  void rule_that_can_be_true_is_left_alone(String when) {
    assertThat(codes(rule(when))).doesNotContain("never-fires");
  }

  @Test
  void contradiction_is_named_with_its_place() {
    assertThat(
            lint(
                rule(
                    "Query(source == \"x\")\n  Moment(hour >= 22, dayOfWeek == \"MONDAY\", hour < 6)")))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "rules.drl:1:1: warning: its conditions contradict each other: no statement fulfils all of them: hour >= 22 and hour < 6 (expected: conditions that can be true together) [never-fires]");
  }

  private static String two(String first, String second) {
    return "rule first salience 5 when "
        + first
        + " then decision.route(\"etl\"); end\nrule second when "
        + second
        + " then decision.route(\"adhoc\"); end\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(source == \"a\") ~ Query(source == \"a\", user == \"b\")",
        "Query() ~ Query(source == \"a\")",
        " ~ Tag(value == \"a\")",
        "Moment(hour >= 20) ~ Moment(hour >= 22)",
        "Moment(hour != 3) ~ Moment(hour > 5)",
        "Moment(weekend) ~ Moment(dayOfWeek == \"SUNDAY\")",
        "Moment(hour >= 22 || hour < 6) ~ Moment(hour == 23)",
        "Query(source in (\"a\", \"b\")) ~ Query(source == \"a\")",
        "Query(user str[startsWith] \"svc\") ~ Query(user == \"svc-airflow\")",
        "Query(user str[startsWith] \"s\") ~ Query(user str[startsWith] \"svc\")",
        "Query(user matches \"a.*\") ~ Query(user matches \"a.*\", source == \"x\")",
        "Tag(value == \"a\") ~ Tag(value == \"a\") Tag(value == \"b\")",
        "exists Tag(value == \"a\") ~ Tag(value == \"a\")",
        "not Tag(value == \"a\") ~ not Tag() Query(user == \"x\")",
        "not Query(user == \"a\") ~ Query(user == \"b\")",
        "(Tag(value == \"a\") or Tag(value == \"b\")) ~ Tag(value == \"b\")",
        "Group(name == \"etl\") Group(name == \"etl\", available > 0) ~ Group(name == \"etl\", available > 3)",
        "Table(catalog == \"a\") ~ Table(catalog == \"a\", $s : schema) Query(user == $s)",
      })
  void rule_whose_conditions_an_earlier_one_has_is_always_overruled(String pair) {
    String[] parts = pair.split("~", -1);

    assertThat(codes(two(parts[0], parts[1]))).contains("always-overruled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(source == \"a\", user == \"b\") ~ Query(source == \"a\")",
        "Moment(hour >= 22) ~ Moment(hour >= 20)",
        "Tag(value == \"a\") ~ Team(value == \"a\")",
        "Tag(value == \"a\") Tag(value == \"b\") ~ Tag(value == \"a\")",
        "not Tag() ~ not Tag(value == \"a\")",
        "not Tag(value == \"a\") ~ Tag(value == \"b\")",
        "Table(catalog == \"a\", schema == \"s\") ~ Table(catalog == \"a\") Table(schema == \"s\")",
        "Table($s : schema) Query(user == $s) ~ Table($s : schema) Query(user == $s, source == \"x\")",
        "Query(user matches \"a.*\") ~ Query(user == \"ann\")",
        "Sql(limit >= 0) ~ Sql(joins > 3)",
        "Sql(limit >= 0) ~ Sql(limit != 5)",
        "Sql(!(limit > 5)) ~ Sql(joins > 3)",
      })
  void rule_that_can_win_is_left_alone(String pair) {
    String[] parts = pair.split("~", -1);

    assertThat(codes(two(parts[0], parts[1]))).doesNotContain("always-overruled");
  }

  @Test
  void overruled_rule_names_the_one_that_wins() {
    assertThat(lint(two("Query(source == \"a\")", "Query(source == \"a\", user == \"b\")")))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "rules.drl:2:1: warning: its route never counts: whenever it fires, rule 'first' (rules.drl:1) decides first (expected: a higher salience than 5, or no such rule) [always-overruled]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule a salience 5 enabled false when then decision.route(\"etl\"); end\n",
        "rule a salience 5 date-expires \"2027-01-01\" when then decision.route(\"etl\"); end\n",
        "rule a salience 5 date-effective \"2025-01-01\" when then decision.route(\"etl\"); end\n",
        "rule a salience 5 when then decision.note(\"n\"); end\n",
        "rule a salience 5 when Query($s : source) then decision.route($s); end\n",
        "rule a salience 5 when then decision.pin(\"etl-1\"); end\n",
      })
  void rule_that_does_not_surely_decide_overrules_nothing(String first) {
    assertThat(codes(first + rule("Query(user == \"x\")"))).doesNotContain("always-overruled");
  }

  private static String equals(String first, String second) {
    return two(first, second).replace("salience 5 ", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(source == \"a\") ~ Query(user == \"b\")",
        "Tag(value == \"a\") ~ Tag(value == \"b\")",
        "Moment(hour > 5) ~ Moment(hour < 7)",
        "Query(user str[startsWith] \"a\") ~ Query(user str[endsWith] \"z\")",
      })
  void rules_of_equal_salience_that_can_fire_together_are_ambiguous(String pair) {
    String[] parts = pair.split("~", -1);

    assertThat(codes(equals(parts[0], parts[1]))).containsExactly("ambiguous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(source == \"a\") ~ Query(source == \"b\")",
        "Query(source == \"a\", user == \"u\") ~ Query(source != \"a\", user == \"v\" || user == \"u\")",
        "Moment(hour > 5) ~ Moment(hour <= 5)",
        "Moment(weekend) ~ Moment(dayOfWeek == \"FRIDAY\")",
        "Tag(value == \"a\") ~ not Tag(value == \"a\") Query(user == \"x\")",
        "Group(name == \"etl\", available > 0) ~ Group(name == \"etl\", available == 0)",
        "Query(user str[startsWith] \"a\") ~ Query(user == \"bob\")",
        "(Query(user == \"a\") or Query(user == \"b\")) ~ Query(user == \"c\")",
        "Sql(writes) ~ Sql(!writes)",
      })
  void rules_that_exclude_each_other_are_not_ambiguous(String pair) {
    String[] parts = pair.split("~", -1);

    assertThat(codes(equals(parts[0], parts[1]))).doesNotContain("ambiguous");
  }

  @Test
  void ambiguous_pair_names_both_and_what_each_wants() {
    assertThat(lint(equals("Query(source == \"a\")", "Query(user == \"b\")")))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "rules.drl:2:1: warning: rule 'first' (rules.drl:1) has the same salience 0 and can fire for the same statement; its route(etl) wins over route(adhoc) (expected: different salience) [ambiguous]");
  }

  @Test
  void rules_that_want_the_same_or_are_never_there_together_are_not_ambiguous() {
    String a = "rule a when Query(user == \"x\") then decision.route(\"etl\"); end\n";

    assertThat(codes(a + "rule b when Query(source == \"y\") then decision.route(\"etl\"); end"))
        .isEmpty();
    assertThat(codes(a + "rule b when Query(source == \"y\") then decision.note(\"n\"); end"))
        .isEmpty();
    assertThat(
            codes(
                "rule a date-expires \"2027-01-01\" when Query(user == \"x\") then decision.route(\"etl\"); end\n"
                    + "rule b date-effective \"2027-01-01\" when Query(source == \"y\") then decision.reject(\"n\"); end"))
        .isEmpty();
  }

  @Test
  void finding_is_silenced_by_suppress_on_the_rule_or_on_its_rival() {
    String a = "rule a when Query(user == \"x\") then decision.route(\"etl\"); end\n";
    String b = "rule b when Query(source == \"y\") then decision.route(\"adhoc\"); end\n";

    assertThat(codes(a + b)).containsExactly("ambiguous");
    assertThat(codes(a + b.replace("b when", "b @suppress(\"ambiguous\") when"))).isEmpty();
    assertThat(codes(a.replace("a when", "a @suppress(\"disabled, ambiguous\") when") + b))
        .isEmpty();
    assertThat(lint(a.replace("a when", "a @suppress(\"ambigous\") when")))
        .extracting(Diagnostic::message)
        .containsExactly(
            "@suppress: there is no finding 'ambigous'; did you mean 'ambiguous'? [unknown-suppression]");
  }

  @Test
  void dates_are_compared_with_the_moment_of_the_check() {
    assertThat(
            lint(
                """
                rule gone date-expires "2026-01-15" when Query(user == "a") then decision.note("n"); end
                rule soon date-expires "2026-01-29" when Query(user == "b") then decision.note("n"); end
                rule later date-expires "2026-01-30" when Query(user == "c") then decision.note("n"); end
                rule never date-effective "2026-03-01" date-expires "2026-02-01" when then decision.note("n"); end
                rule off enabled false when then decision.note("n"); end
                """))
        .extracting(d -> d.line() + " " + d.severity() + " " + code(d))
        .containsExactly(
            "1 WARNING expired", "2 INFO expires-soon", "4 WARNING never-fires", "5 INFO disabled");
  }

  @Test
  void missing_annotation_is_told_when_it_is_required() {
    String rules = "rule a @owner(\"x\") when Query(user == \"a\") then decision.note(\"n\"); end";

    assertThat(lint(rules)).isEmpty();
    assertThat(lint(rules, "owner")).isEmpty();
    assertThat(lint(rules, "owner", "because"))
        .extracting(Diagnostic::message)
        .containsExactly(
            "it has no @because (expected: @because(\"…\") after its name) [missing-annotation]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sql(type == \"SELEKT\") ~ Sql.type is never \"SELEKT\"; did you mean 'SELECT'?",
        "Sql(joins == 1, category in (\"INSERT\", \"insert\")) ~ Sql.category is never \"insert\"; did you mean 'INSERT'?",
        "Cluster(state == \"HEALTY\") ~ Cluster.state is never \"HEALTY\"; did you mean 'HEALTHY'?",
        "Usage(kind == \"group\", running > 3) ~ Usage.kind is never \"group\"; expected: team, user",
        "Group(name == \"elt\", available == 0) ~ Group.name is never \"elt\"; did you mean 'etl'?",
        "not Cluster(name == \"etl-2\", group == \"etl\") ~ Cluster.name is never \"etl-2\"; did you mean 'etl-1'?",
      })
  void value_that_does_not_exist_is_told_with_what_was_meant(String example) {
    String[] parts = example.split(" ~ ", -1);

    assertThat(lint(rule(parts[0])))
        .extracting(Diagnostic::message)
        .containsExactly(parts[1] + " [unknown-value]");
  }

  @Test
  void values_that_exist_are_left_alone() {
    assertThat(codes(rule("Sql(type == \"CREATE_TABLE\", category in (\"\", \"INSERT\"))")))
        .isEmpty();
    assertThat(codes(rule("Cluster(state != \"DRAINED\", name == \"etl-1\")"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(clientTags not contains \"etl\") ~ not Tag(value == \"etl\")",
        "Query(!groups.contains(\"data\")) ~ not Team(value == \"data\")",
        "Sql(\"a.b.c\" not memberOf tables) ~ not Table(value == \"a.b.c\")",
        "Query(user matches \".*-svc\") ~ user str[endsWith] \"-svc\"",
        "Query(user not matches \".*x.*\") ~ !(user contains \"x\")",
        "Query(user matches \"ann|bob|c d\") ~ user in (\"ann\", \"bob\", \"c d\")",
        "Query(user.equalsIgnoreCase(\"ann\")) ~ toLowerCase() == \"…\"",
      })
  void condition_that_is_not_looked_up_is_told_with_the_faster_form(String example) {
    String[] parts = example.split(" ~ ", -1);

    assertThat(lint(rule(parts[0])))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.WARNING);
          assertThat(found.line()).isEqualTo(2);
          assertThat(found.message()).endsWith("(faster: " + parts[1] + ") [slow-condition]");
        });
  }

  @Test
  void conditions_without_a_faster_form_are_mentioned_when_they_are_many() {
    String one = "rule r%d when Query(source != \"a%d\") then decision.note(\"n\"); end\n";
    String few =
        IntStream.range(0, 19).mapToObj(i -> one.formatted(i, i)).collect(Collectors.joining());

    assertThat(lint(few)).isEmpty();
    assertThat(lint(few + one.formatted(19, 19)))
        .hasSize(20)
        .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.INFO));
  }

  @Test
  void condition_behind_one_that_is_looked_up_is_left_alone() {
    assertThat(codes(rule("Query(source == \"x\", clientTags contains \"etl\")"))).isEmpty();
    assertThat(codes(rule("Query(user matches \"a.*\", source == \"x\")"))).isEmpty();
    assertThat(codes(rule("Query(clientTags contains \"etl\")"))).isEmpty();
    assertThat(codes(rule("Query(source in (\"a\", \"b\"))"))).isEmpty();
    assertThat(codes(rule("Cluster(state != \"HEALTHY\") Tag(value == \"a\")"))).isEmpty();
    assertThat(codes(rule("Sql(writes)"))).isEmpty();
  }

  @Test
  void name_that_is_never_used_is_told_with_its_place() {
    assertThat(
            lint(
                rule(
                    "Query($u : user, source == \"x\") Table($s : schema == \"y\") Sql($t : type) Tag(value == $t)")))
        .extracting(d -> d.line() + ":" + d.column() + " " + d.message())
        .containsExactly(
            "2:9 '$u' is kept but never used (expected: a use in a later condition or after then, or no name) [unused-binding]",
            "2:41 '$s' is kept but never used (expected: a use in a later condition or after then, or no name) [unused-binding]");
  }

  @Test
  void names_that_differ_in_case_only_are_told() {
    assertThat(
            codes(
                "rule \"Nights\" when Query(user == \"a\") then decision.note(\"n\"); end\n"
                    + "rule \"nights\" when Query(user == \"b\") then decision.note(\"n\"); end"))
        .containsExactly("similar-name");
  }

  @Test
  void rivals_beyond_three_are_summed_up() {
    String rules =
        IntStream.range(0, 8)
            .mapToObj(i ->
                "rule r%d when Tag(value == \"t%d\") then decision.session(\"p\", \"1\"); decision.%s; end\n"
                    .formatted(i, i, i < 7 ? "route(\"etl\")" : "reject(\"no\")"))
            .collect(Collectors.joining());

    assertThat(lint(rules))
        .hasSize(3)
        .allSatisfy(found -> assertThat(found.message()).contains("and there are more such rules"));
  }
}

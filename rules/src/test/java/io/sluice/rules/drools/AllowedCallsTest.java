package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of {@code com.acme} that a configuration has allowed, called by rules. */
class AllowedCallsTest {
  private static Compilation compile(String text, String... allowed) {
    var compiler =
        new RuleSetCompiler(
            RuleSetFixture.LIMITS, System::nanoTime, ClassPolicy.allowing(List.of(allowed)));
    return compiler.compile(
        new RuleFiles(List.of(new RuleFile("r.drl", text))), RuleSetFixture.TARGETS);
  }

  private static Verdict evaluate(String when, String then) {
    String rule = "rule r\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    return switch (compile(rule, "com.acme.Routing")) {
      case Compilation.Compiled(var set, var _) -> RuleSetFixture.evaluate(set, facts(alice()));
      case Compilation.Refused(var _, var problems) -> throw new AssertionError(problems);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(Routing.tierOf(user) == \"gold\")",
        "Query(com.acme.Routing.tierOf(user) == \"gold\")",
        "Moment(Routing.isHoliday(date))",
        "Moment(!Routing.isHoliday(date.plusDays(1)))",
        "Sql(Routing.days(length, 100, 1.5) == 12, Routing.days(length, 10, 2) == 10)",
        "Query(Routing.sorted(clientTags, List.of(\"a\")) contains \"a\")",
        "Query(Routing.parts(\"a-b-c\").get(1) == \"b\")",
        "Query(Routing.patience(user == \"alice\") < \"2m\", Routing.patience(false) == \"1h\")",
      })
  void allowed_method_is_called(String condition) {
    Verdict verdict = evaluate(condition, "decision.note(\"called\");");
    assertThat(verdict.explanation().problem()).isEmpty();
    assertThat(verdict.notes()).containsExactly("called");
  }

  @Test
  void allowed_method_is_called_in_arguments() {
    assertThat(evaluate("$q : Query()", "decision.note(Routing.tierOf($q.user));").notes())
        .containsExactly("gold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Routing.fails(user) == \"x\" | Routing.fails threw java.lang.Exception: alice",
        "Routing.crashes() == \"x\" | Routing.crashes threw java.lang.NoClassDefFoundError",
        "Routing.deep(user) == \"x\" | Routing.deep threw java.lang.StackOverflowError",
        "Routing.nothing() == \"x\" | Routing.nothing gave null (expected: a value)",
      })
  void what_an_allowed_method_throws_is_a_failure_of_the_rule(String condition, String problem) {
    Verdict verdict = evaluate("Query(" + condition + ")", "decision.route(\"etl\");");
    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .startsWith("rule 'r' (r.drl:1): a condition failed: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Routing.parts(user).isEmpty() | 3:17 | class policy: rules can't use com.acme.Routing.parts; expected: tierOf",
        "Routing.tierOf(user, user) == \"\" | 3:17 | tierOf: 2 arguments (expected: 1)",
        "Routing.tierOf(7) == \"\" | 3:24 | this is a whole number (expected: a text)",
        "Routing.tierOf == \"\" | 3:17 | class policy: rules can't use com.acme.Routing.tierOf",
        "Routing.getClass() == \"\" | 3:17 | class policy: rules can't use com.acme.Routing.getClass",
        "Opaque.everything() == \"\" | 3:9 | class policy: rules can't use 'Opaque'",
        "com.acme.Opaque.everything() == \"\" | 3:9 | class policy: rules can't use 'com.acme.Opaque'",
        "com.acme.Routing.tierOf.x() == \"\" | 3:9 | class policy: rules can't use 'com.acme.Routing.tierOf'",
      })
  void what_was_not_allowed_stays_refused(String condition, String place, String message) {
    String text = "rule r\nwhen\n  Query(%s)\nthen\n decision.strict();\nend".formatted(condition);
    assertThat(compile(text, "com.acme.Routing.tierOf"))
        .isInstanceOfSatisfying(
            Compilation.Refused.class,
            refused ->
                assertThat(refused.diagnostics())
                    .extracting(Diagnostic::toString)
                    .anySatisfy(
                        d -> assertThat(d).startsWith("r.drl:" + place + ": error: " + message)));
  }
}

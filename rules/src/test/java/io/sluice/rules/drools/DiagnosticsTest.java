package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken files, and what their writers are told. {@code ~} stands for the end of a line. */
class DiagnosticsTest {

  private static List<String> diagnose(String text) {
    return diagnostics(new RuleFile("r.drl", text.replace('~', '\n'))).stream()
        .map(Diagnostic::toString)
        .toList();
  }

  private static List<Diagnostic> diagnostics(RuleFile... files) {
    return switch (RuleSetFixture.compile(files)) {
      case Compilation.Compiled(var _, var warnings) -> warnings;
      case Compilation.Refused(var _, var problems) -> problems;
    };
  }

  private static Arguments when(String condition, String expected) {
    return Arguments.of(
        "rule \"a\"~when~  " + condition + "~then~  decision.route(\"etl\");~end", expected);
  }

  private static Arguments then(String action, String expected) {
    return Arguments.of("rule \"a\"~when~  $q : Query()~then~  " + action + "~end", expected);
  }

  private static Arguments header(String header, String expected) {
    return Arguments.of(
        "rule \"a\"~  " + header + "~when~then~  decision.route(\"etl\");~end", expected);
  }

  static Stream<Arguments> broken_files() {
    return Stream.of(structure(), conditions(), actions(), headers()).flatMap(s -> s);
  }

  private static Stream<Arguments> structure() {
    return Stream.of(
        Arguments.of(
            "ruel \"a\" when then end",
            "r.drl:1:1: error: 'ruel' can't stand between rules; did you mean 'rule'?"),
        Arguments.of(
            "rule \"a\"~when~  Query(source == \"x\"~then~  decision.route(\"etl\");~end~",
            "r.drl:3:8: error: '(' is never closed (expected: ')')"),
        Arguments.of(
            "rule \"a\"~when~  Query())~then~  decision.route(\"etl\");~end~",
            "r.drl:3:10: error: ')' closes nothing"),
        Arguments.of(
            "rule \"a\"~when~  Query(source == \"x)~then~  decision.route('etl');~end~",
            "r.drl:3:19: error: text: the quote is never closed (expected: \")"),
        Arguments.of(
            "~rule \"a\"~when~then~  decision.route(\"etl\");~~rule \"b\"~when~then~  decision.route(\"etl\");~end~",
            "r.drl:2:1: error: this rule has no 'end' (expected: 'end' before the 'rule' in line 7)"),
        Arguments.of(
            "rule \"a\"~when~  Query()~end~",
            "r.drl:1:1: error: this rule has no 'then' (expected: 'then' before the 'end' in line 4)"),
        Arguments.of(
            "rule \"a\"~  Query()~then~end~",
            "r.drl:1:1: error: this rule has no 'when' (expected: 'when' before the 'then' in line 3)"),
        Arguments.of(
            "rule \"a\"~when~then~  decision.route(\"etl\");~",
            "r.drl:1:1: error: this rule has no 'end' (expected: rule, when, then, end)"),
        Arguments.of("end~", "r.drl:1:1: error: 'end' belongs to no rule (expected: rule)"),
        Arguments.of(
            "/* never~closed", "r.drl:1:1: error: comment: '/*' is never closed (expected: '*/')"));
  }

  private static Stream<Arguments> conditions() {
    return Stream.of(
        when(
            "Query(source == )",
            "r.drl:3:19: error: ')' can't stand here (expected: a condition such as Query(source == \"airflow\"), 'not', 'exists', 'and', 'or' or 'then')"),
        when(
            "Qurey(source == \"x\")",
            "r.drl:3:3: error: there are no facts of type 'Qurey'; did you mean 'Query'?"),
        when(
            "$q : Qurey()",
            "r.drl:3:8: error: there are no facts of type 'Qurey'; did you mean 'Query'?"),
        when(
            "Query(user == \"x\",~     sorce == \"x\")",
            "r.drl:4:6: error: Query has no field 'sorce'; did you mean 'source'?"),
        when(
            "Moment(hour == \"nine\")",
            "r.drl:3:18: error: \"nine\" is not a whole number (expected: such a value without quotes)"),
        when(
            "Moment(weekend == \"maybe\")",
            "r.drl:3:21: error: \"maybe\" is not true or false (expected: such a value without quotes)"),
        when(
            "Query(user == 7)",
            "r.drl:3:17: error: a text is compared with a whole number (expected: a text)"),
        when(
            "Query(user)",
            "r.drl:3:9: error: this is a text, no condition (expected: a comparison, such as hour >= 22)"),
        when(
            "Moment(dayOfWeek == DayOfWeek.MUNDAY)",
            "r.drl:3:33: error: \"MUNDAY\" is not a day of the week; did you mean 'MONDAY'?"),
        when(
            "Moment(date > \"tomorrow\")",
            "r.drl:3:17: error: \"tomorrow\" is not a date (expected: a date such as \"2026-12-31\")"),
        when(
            "Query(user matches \"a[\")",
            "r.drl:3:22: error: \"a[\" is no pattern: Unclosed character class, at character 2"),
        when(
            "Query(user matches \"\\d+\")",
            "r.drl:3:23: error: text: '\\d' has no meaning (expected: \\\\ for a backslash, \\\", \\', \\n, \\t or \\r)"),
        when(
            "Query(user == null)",
            "r.drl:3:14: error: a field is never null; what a client did not send is empty (expected: == \"\", or isEmpty())"),
        when(
            "Query(user.lenght() > 3)",
            "r.drl:3:14: error: 'lenght' can't be asked of a text; did you mean 'length'?"),
        when(
            "Query(user.startsWith())", "r.drl:3:14: error: startsWith: 0 arguments (expected: 1)"),
        when(
            "Query(clientTags > 3)",
            "r.drl:3:22: error: a set of texts is compared with a whole number (expected: a set of texts)"),
        when(
            "Query($u : user) Tag($u : value)",
            "r.drl:3:24: error: '$u' is bound already (expected: another name)"),
        when(
            "not Tag($v : value) Query(user == $v)",
            "r.drl:3:37: error: Query has no field '$v'; expected: catalog, clientInfo, clientTags, dialect, groups, headers, language, principal, remoteAddress, resourceEstimates, routingGroup, schema, sessionProperties, source, timeZone, transaction, user, userAgent"),
        when(
            "Sql(length / 0 > 1)",
            "r.drl:3:16: error: division by zero (expected: another number)"));
  }

  private static Stream<Arguments> actions() {
    return Stream.of(
        then(
            "decision.rout(\"etl\");",
            "r.drl:5:12: error: decision has no word 'rout'; did you mean 'route'?"),
        then(
            "decision.route(\"elt\");",
            "r.drl:5:18: error: there is no group 'elt'; did you mean 'etl'?"),
        then(
            "decision.fallback(\"etl\", \"x\"); decision.route(\"etl\");",
            "r.drl:5:28: error: there is no group 'x'; expected: adhoc, blue, etl, green"),
        then(
            "decision.pin(\"etl-2\");",
            "r.drl:5:16: error: there is no cluster 'etl-2'; did you mean 'etl-1'?"),
        then(
            "decision.split(\"blue:95, grean:5\");",
            "r.drl:5:18: error: there is no group 'grean'; did you mean 'green'?"),
        then(
            "decision.split(\"blue 95\");",
            "r.drl:5:18: error: split: 'blue 95': 'blue 95' is no group with a weight (expected: groups with weights, such as 'blue:95, green:5')"),
        then(
            "decision.priority(0);",
            "r.drl:5:21: error: priority: 0 (expected: a whole number from 1 to 100)"),
        then(
            "decision.priority(\"high\");",
            "r.drl:5:21: error: priority: 'high' (expected: a whole number)"),
        then(
            "decision.maxQueued(\"5 minutes\");",
            "r.drl:5:22: error: maxQueued: '5 minutes' (expected: a time up to 24 hours, such as \"90s\", \"5m\" or \"2h\")"),
        then(
            "decision.route();",
            "r.drl:5:12: error: decision.route: 0 arguments (expected: route(group))"),
        then(
            "decision.route(\"etl\", \"adhoc\");",
            "r.drl:5:12: error: decision.route: 2 arguments (expected: route(group))"),
        then(
            "decision.route(\"etl\")",
            "r.drl:6:1: error: the end follows decision.route(…) (expected: ';')"),
        then(
            "decision.route($x.user);",
            "r.drl:5:18: error: '$x' is not bound in this rule; did you mean '$q'?"),
        then(
            "decision.route($q);",
            "r.drl:5:18: error: '$q' is a whole Query (expected: one of its fields, such as $q."),
        then(
            "decision.note($q.users);",
            "r.drl:5:20: error: Query has no field 'users'; did you mean 'user'?"),
        then(
            "decision.note($q.clientTags);",
            "r.drl:5:20: error: this is a set of texts (expected: a text, or a field of a bound fact)"),
        then(
            "decision.session(\"a b\", \"1\");",
            "r.drl:5:20: error: session: 'a b' (expected: a session property's name, such as 'query_max_run_time')"),
        then(
            "if (true) decision.route(\"etl\");",
            "r.drl:5:3: error: 'if' can't stand after 'then' (expected: only calls such as decision.route(\"etl\");)"));
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        header(
            "salience high",
            "r.drl:2:3: error: salience: 'high' (expected: a whole number such as 100)"),
        header(
            "no-loop true",
            "r.drl:2:3: error: 'no-loop' has no use here (expected: salience, enabled, date-effective or date-expires)"),
        header(
            "date-effective \"soon\"",
            "r.drl:2:3: error: date-effective: 'soon' (expected: a date such as \"2026-12-31\", or \"2026-12-31T22:00\")"),
        header("enabled maybe", "r.drl:2:3: error: enabled: 'maybe' (expected: true or false)"),
        header(
            "salience 1 salience 2",
            "r.drl:2:14: error: 'salience' stands here twice (expected: once in a rule)"),
        header(
            "salience 5 @owner(me)",
            "r.drl:2:14: error: '@' can't stand here (expected: annotations right after the rule's name, before salience and the like)"));
  }

  @ParameterizedTest
  @MethodSource("broken_files")
  void broken_file_is_told_at_its_place(String text, String expected) {
    assertThat(diagnose(text)).hasSize(1).first().asString().startsWith(expected);
  }

  @Test
  void all_problems_of_all_files_are_told_at_once() {
    List<Diagnostic> found =
        diagnostics(
            new RuleFile(
                "b.drl", "rule b when Tag(valu == \"x\") then decision.route(\"nope\"); end"),
            new RuleFile("a.drl", "rule a when then decision.rote(\"etl\"); end"));
    assertThat(found)
        .extracting(d -> d.file() + ":" + d.column())
        .containsExactly("a.drl:27", "b.drl:17", "b.drl:50");
  }

  @Test
  void name_that_stands_twice_in_the_set_is_told_with_both_places() {
    String rule = "\nrule x when then decision.route(\"etl\"); end";
    assertThat(diagnostics(new RuleFile("a.drl", rule), new RuleFile("sub/b.drl", rule)))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "sub/b.drl:2:1: error: rule 'x' stands in a.drl:2 already (expected: another name)");
  }

  @Test
  void empty_set_is_a_warning() {
    assertThat(diagnostics())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.severity()).isEqualTo(Severity.WARNING);
          assertThat(warning.message()).contains("every statement goes to the default group");
        });
    assertThat(diagnose("// nothing but a comment")).hasSize(1);
  }

  @Test
  void words_without_effect_are_warnings() {
    assertThat(diagnose("rule a when then decision.fallback(\"etl\"); end"))
        .containsExactly(
            "r.drl:1:17: warning: decision.fallback has no effect without a route in the same rule");
    assertThat(diagnose("rule a when then end"))
        .containsExactly(
            "r.drl:1:17: warning: the rule says nothing (expected: a call such as decision.route)");
    assertThat(diagnose("rule a when then decision.route(\"etl\"); decision.reject(\"x\"); end"))
        .containsExactly(
            "r.drl:1:17: warning: the rule decides more than once; only the first word counts");
  }

  @Test
  void file_that_is_no_rule_file_is_left_alone() {
    assertThat(diagnostics(new RuleFile("a.test.yaml", "given: {"), file("a.drl"))).isEmpty();
  }

  @Test
  void windows_line_ends_and_tabs_keep_places_right() {
    assertThat(
            diagnose(
                "rule a\r~when\r~\tQuery(usr == \"x\")\r~then\r~\tdecision.route(\"etl\");\r~end\r~"))
        .containsExactly("r.drl:3:8: error: Query has no field 'usr'; did you mean 'user'?");
  }

  private static RuleFile file(String name) {
    return new RuleFile(name, "rule a when then decision.route(\"etl\"); end");
  }
}

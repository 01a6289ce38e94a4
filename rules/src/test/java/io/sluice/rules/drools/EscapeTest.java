package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that try to do more than to look at facts and to speak to {@code decision}. */
class EscapeTest {
  private static final String ROUTE = " decision.route(\"etl\");\nend\n";

  private static void assertRefused(String text) {
    assertThat(RuleSetFixture.compile(new RuleFile("r.drl", text)))
        .isInstanceOfSatisfying(
            Compilation.Refused.class,
            refused ->
                assertThat(refused.diagnostics())
                    .isNotEmpty()
                    .allSatisfy(diagnostic -> {
                      assertThat(diagnostic.file()).isEqualTo("r.drl");
                      assertThat(diagnostic.line()).isPositive();
                      assertThat(diagnostic.message()).isNotBlank();
                    }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(3);",
        "Runtime.getRuntime().exec(\"id\");",
        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"/tmp/x\"), \"x\");",
        "decision.getClass().getClassLoader();",
        "decision.note(decision.getClass().getName());",
        "decision.note($q.getClass().getName());",
        "decision.note($q.user.getClass().forName(\"java.lang.Runtime\"));",
        "decision.note(\"\" + System.getenv());",
        "decision.note(new java.util.Scanner(new java.io.File(\"/etc/passwd\")).nextLine());",
        "decision.note($q.user.repeat(2000000000));",
        "decision.note(String.format(\"%2000000000d\", 1));",
        "decision.listenTo(null);",
        "decision.verdict(null, 0);",
        "decision.notify();",
        "new Thread(() -> {}).start();",
        "while (true) {}",
        "for (;;);",
        "Object o = new Object() { { System.exit(1); } };",
        "drools.halt();",
        "drools.getKieRuntime().getKieBase();",
        "kcontext.getKieRuntime();",
        "insert(\"x\");",
        "modify($q) { user = \"root\" }",
        "update($q);",
        "} System.exit(1); {",
        "decision.route(\"etl\"); } static { System.exit(1); } void x() {",
        "decision.note(\"\\u0022 + System.exit(1) + \\u0022\");",
        "\\u0053ystem.exit(1);",
        "decision.route(\"etl\") + System.exit(1);",
        "decision.note($q.user = \"root\");",
        "import java.io.File;",
        "decision.note(true ? \"a\" : \"b\");",
        "channels[\"x\"].send($q);",
        "then[other] System.exit(1);",
      })
  void right_hand_side_is_refused(String action) {
    assertRefused("rule \"a\"\nwhen\n $q : Query()\nthen\n " + action + ROUTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval(System.exit(1) == null)",
        "eval(true)",
        "Query(eval(true))",
        "Query(System.exit(1))",
        "Query(user == System.getenv(\"PATH\"))",
        "Query(getClass() != null)",
        "Query(this.getClass().getClassLoader() != null)",
        "Query(user.getClass().getName() == \"x\")",
        "Query(new java.io.File(\"/etc/passwd\").exists())",
        "Query(java.lang.Runtime.getRuntime().availableProcessors() > 0)",
        "Query((user.length() == 0) ? true : false)",
        "Query(clientTags.clear())",
        "Query(headers.put(\"a\", \"b\") == null)",
        "Query(headers.getClass() == null)",
        "Query(user.chars().count() > 1)",
        "Query(user.repeat(1000000000).length() > 1)",
        "Query(user matches source)",
        "Query(user ~= \"x\")",
        "Query(user soundslike \"x\")",
        "Query(user == ( System.exit(1) ))",
        "Query($x := user)",
        "Query(user#length > 1)",
        "String() from decision.getClass().getName()",
        "Tag(value == \"x\") from entry-point \"door\"",
        "accumulate(Tag($v : value); $n : count($v); $n > 1)",
        "Number() from accumulate(Tag(), init(int i = 0;) action(System.exit(1);) result(i))",
        "java.util.ArrayList() from collect(Tag())",
        "Tag() over window:length(5)",
        "Object()",
        "String()",
        "java.lang.Runtime()",
        "io.sluice.rules.decision.Decision()",
        "Query() do[other] Tag()",
        "?query(\"x\")",
        "forall(Tag(value == \"x\"))",
        "Query(/user)",
        "/queries[user == \"x\"]",
        "Query(user == \"x\" ; )",
      })
  void condition_is_refused(String condition) {
    assertRefused("rule \"a\"\nwhen\n " + condition + "\nthen\n" + ROUTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule \"a\" salience (System.exit(1)) when then",
        "rule \"a\" salience ($q.length()) when $q : Query() then",
        "rule \"a\" salience 99999999999 when then",
        "rule \"a\" enabled (System.exit(1) == null) when then",
        "rule \"a\" dialect \"mvel\" when then",
        "rule \"a\" timer (int: 1s) when then",
        "rule \"a\" duration 1 when then",
        "rule \"a\" agenda-group \"x\" when then",
        "rule \"a\" agenda-group \"\\\" + System.exit(1) + \\\"\" when then",
        "rule \"a\" activation-group \"x\" when then",
        "rule \"a\" ruleflow-group \"x\" when then",
        "rule \"a\" auto-focus true when then",
        "rule \"a\" lock-on-active true when then",
        "rule \"a\" calendars \"x\" when then",
        "rule \"a\" extends \"b\" when then",
        "rule \"a { static { System.exit(1); } }\" when then",
        "rule \"a\\\"); System.exit(1); //\" when then",
        "rule \"a;b\" when then",
        "rule \"a\\nb\" when then",
        "rule \"\" when then",
        "dialect \"mvel\"\nrule \"a\" when then",
        "import java.lang.Runtime\nrule \"a\" when then",
        "import static java.lang.System.exit\nrule \"a\" when then",
        "import function java.lang.System.exit\nrule \"a\" when then",
        "import accumulate java.util.ArrayList bad\nrule \"a\" when then",
        "import java.util.*\nrule \"a\" when then",
        "global java.lang.Runtime runtime\nrule \"a\" when then",
        "global Runtime decision\nrule \"a\" when then",
        "function void f() { System.exit(1); }\nrule \"a\" when then",
        "declare Evil x : int end\nrule \"a\" when then",
        "declare enum Evil A(1); x : int end\nrule \"a\" when then",
        "declare window W Tag() over window:length(1) end\nrule \"a\" when then",
        "declare entry-point door end\nrule \"a\" when then",
        "query q(String s) Tag(value == s) end\nrule \"a\" when then",
        "unit Evil\nrule \"a\" when then",
        "package a; import java.io.File; rule \"a\" when then",
        "package a import java.io.File rule \"a\" when then",
        "@watch(*) rule \"a\" when then",
      })
  void header_or_file_is_refused(String head) {
    assertRefused(head + ROUTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 10_000})
  void nesting_without_end_is_refused(int depth) {
    assertRefused(
        "rule a when Query("
            + "(".repeat(depth)
            + "user == \"x\""
            + ")".repeat(depth)
            + ") then"
            + ROUTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user == \"x\" || ", "!", "- - ", "user + "})
  void endless_condition_is_refused(String part) {
    assertRefused("rule a when Query(" + part.repeat(20_000) + "user == \"x\") then" + ROUTE);
  }
}

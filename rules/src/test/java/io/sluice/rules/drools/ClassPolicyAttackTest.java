package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Ways out through what rules may call, each refused at its place; {@link EscapeTest} has those
 * through the language itself. With {@code com.acme.Routing.tierOf} allowed: an allow-list must not
 * open more than it says.
 */
class ClassPolicyAttackTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "attacks.csv",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 10_000)
  void attack_is_refused_at_its_place(String where, String attack, String expected) {
    String text =
        where.equals("when")
            ? "rule r\nwhen\n  $q : Query(%s)\nthen\n  decision.strict();\nend".formatted(attack)
            : "rule r\nwhen\n  $q : Query()\nthen\n  %s\nend".formatted(attack);
    var policy = ClassPolicy.allowing(List.of("com.acme.Routing.tierOf"));
    var compiler = new RuleSetCompiler(RuleSetFixture.LIMITS, System::nanoTime, policy);
    var files = new RuleFiles(List.of(new RuleFile("r.drl", text)));

    assertThat(compiler.compile(files, RuleSetFixture.TARGETS))
        .isInstanceOfSatisfying(
            Compilation.Refused.class,
            refused ->
                assertThat(refused.diagnostics().getFirst())
                    .extracting(Diagnostic::toString)
                    .asString()
                    .startsWith("r.drl:" + expected));
  }
}

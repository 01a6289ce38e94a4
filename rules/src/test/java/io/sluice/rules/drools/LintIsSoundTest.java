package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.lint.Lint;
import io.sluice.rules.lint.LintSettings;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the linter calls certain is held to the engine, on many statements. */
class LintIsSoundTest {
  private static final int STATEMENTS = 1_500;
  private static final Targets TARGETS =
      new Targets(
          Stream.of("batch", "interactive", "adhoc")
              .map(GroupName::new)
              .collect(Collectors.toSet()),
          Set.of(new ClusterName("etl-1")));

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void no_rule_that_never_fires_fires_and_none_that_is_always_overruled_wins(long seed) {
    String text = new RandomRules(new Random(seed)).file(250);
    var files = new RuleFiles(List.of(new RuleFile("r.drl", text)));
    Compilation compilation =
        new RuleSetCompiler(RuleSetFixture.LIMITS, System::nanoTime).compile(files, TARGETS);
    RuleSet set = ((Compilation.Compiled) compilation).ruleSet();
    List<Diagnostic> found =
        new Lint(new LintSettings(List.of(), ZoneOffset.UTC), () -> Instant.EPOCH)
            .inspect(files, set, TARGETS);
    Set<String> never = rules(found, set, "[never-fires]");
    Set<String> overruled = rules(found, set, "[always-overruled]");
    assertThat(never).hasSizeGreaterThan(3);
    assertThat(overruled).hasSizeGreaterThan(10);

    var random = new RandomFacts(new Random(seed));
    try (Evaluator evaluator = set.newEvaluator()) {
      for (int i = 0; i < STATEMENTS; i++) {
        Verdict verdict = evaluator.evaluate(random.next());
        assertThat(verdict.explanation().fired())
            .extracting(FiredRule::name)
            .doesNotContainAnyElementsOf(never);
        assertThat(overruled).doesNotContain(verdict.explanation().winner().orElse(""));
      }
    }
  }

  private static Set<String> rules(List<Diagnostic> found, RuleSet set, String code) {
    Set<Integer> lines =
        found.stream()
            .filter(diagnostic -> diagnostic.message().endsWith(code))
            .map(Diagnostic::line)
            .collect(Collectors.toSet());
    return set.rules().stream()
        .filter(rule -> lines.contains(rule.place().line()))
        .map(rule -> rule.name())
        .collect(Collectors.toSet());
  }
}

package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruleset.TracedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trace is an evaluator of its own; this holds it to the engine. */
class TraceAgreesTest {
  private static final Path SAMPLES = Path.of("../samples/rules");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void generated_rules_match_in_the_trace_as_they_fire_in_the_engine(long seed) {
    RuleSet set =
        compiled(List.of(new RuleFile("r.drl", new RandomRules(new Random(seed)).file(100))));

    assertAgreement(set, seed, 700);
  }

  @Test
  void quickstart_rules_match_in_the_trace_as_they_fire_in_the_engine() throws IOException {
    assertAgreement(compiled(filesOf("quickstart")), 5, 3_000);
  }

  private static void assertAgreement(RuleSet set, long seed, int statements) {
    var random = new RandomFacts(new Random(seed));
    int matches = 0;
    try (Evaluator evaluator = set.newEvaluator()) {
      for (int i = 0; i < statements; i++) {
        Facts facts = random.next();
        Verdict verdict = evaluator.evaluate(facts);
        assertThat(verdict.explanation().problem()).isEmpty();
        Set<String> fired =
            verdict.explanation().fired().stream().map(FiredRule::name).collect(Collectors.toSet());
        assertThat(matched(set.trace(facts))).as("statement %d", i).isEqualTo(fired);
        matches += fired.size();
      }
    }
    assertThat(matches).as("rules that fired").isGreaterThan(statements / 4);
  }

  private static Set<String> matched(List<TracedRule> trace) {
    return trace.stream()
        .filter(rule -> rule.finding() instanceof TracedRule.Matched)
        .map(rule -> rule.rule().name())
        .collect(Collectors.toSet());
  }

  private static List<RuleFile> filesOf(String pack) throws IOException {
    var files = new ArrayList<RuleFile>();
    try (Stream<Path> paths = Files.list(SAMPLES.resolve(pack))) {
      for (Path path : paths.filter(it -> it.toString().endsWith(".drl")).toList()) {
        files.add(new RuleFile(path.getFileName().toString(), Files.readString(path)));
      }
    }
    return files;
  }

  private static RuleSet compiled(List<RuleFile> files) {
    var targets =
        new Targets(
            Stream.of("batch", "interactive", "adhoc", "dashboards", "presto", "standby", "finance")
                .map(GroupName::new)
                .collect(Collectors.toSet()),
            Set.of(new ClusterName("etl-1")));
    Compilation compilation =
        new RuleSetCompiler(RuleSetFixture.LIMITS, System::nanoTime)
            .compile(new RuleFiles(files), targets);
    return switch (compilation) {
      case Compilation.Compiled(RuleSet set, var _) -> set;
      case Compilation.Refused(var _, var diagnostics) ->
          throw new AssertionError("refused: " + diagnostics);
    };
  }
}

package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.lint.Lint;
import io.sluice.rules.lint.LintSettings;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.table.DecisionTable;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleExamplesTest {
  private static final Pattern NAME_IN_QUOTES =
      Pattern.compile("\"([A-Za-z0-9][A-Za-z0-9._-]{0,62})\"");

  static Stream<Document.Block> examples() {
    return rulesAndTables().filter(block -> block.mark().isEmpty());
  }

  static Stream<Document.Block> brokenExamples() {
    return rulesAndTables().filter(block -> block.mark().equals("broken"));
  }

  static Stream<Document.Block> lintExamples() {
    return rulesAndTables().filter(block -> block.mark().equals("lint"));
  }

  private static Stream<Document.Block> rulesAndTables() {
    return Stream.concat(Document.blocks("drl"), Document.blocks("csv"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_compilesWithoutAWarning(Document.Block example) {
    assertThat(diagnostics(example)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenExamples")
  void brokenExample_getsTheMessagesOfTheDocument(Document.Block example) {
    assertThat(diagnostics(example))
        .extracting(Diagnostic::toString)
        .containsExactlyElementsOf(example.output().orElseThrow().lines().toList());
  }

  @ParameterizedTest
  @MethodSource("lintExamples")
  void exampleOfTheLinter_getsTheFindingsOfTheDocument(Document.Block example) {
    assertThat(diagnostics(example))
        .extracting(Diagnostic::toString)
        .containsExactlyElementsOf(example.output().orElseThrow().lines().toList());
  }

  private static List<Diagnostic> diagnostics(Document.Block example) {
    var file = new RuleFile("rules." + example.language(), example.text());
    String rules =
        DecisionTable.isTable(file.name()) ? DecisionTable.read(file).rules().text() : file.text();
    Set<String> names =
        NAME_IN_QUOTES.matcher(rules).results().map(m -> m.group(1)).collect(Collectors.toSet());
    var targets =
        new Targets(
            names.stream().map(GroupName::new).collect(Collectors.toSet()),
            names.stream().map(ClusterName::new).collect(Collectors.toSet()));
    var files = new RuleFiles(List.of(file));
    var compiler = new RuleSetCompiler(EvaluationLimits.DEFAULT, System::nanoTime);
    return switch (compiler.compile(files, targets)) {
      case Compilation.Refused refused -> refused.diagnostics();
      case Compilation.Compiled compiled -> {
        List<Diagnostic> found = new ArrayList<>(compiled.warnings());
        if (example.mark().equals("lint")) {
          var lint = new Lint(new LintSettings(List.of(), ZoneOffset.UTC), InstantSource.system());
          found.addAll(lint.inspect(files, compiled.ruleSet(), targets));
        }
        compiled.ruleSet().close();
        yield found;
      }
    };
  }
}

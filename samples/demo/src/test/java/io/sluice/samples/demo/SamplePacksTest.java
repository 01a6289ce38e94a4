package io.sluice.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.command.LocalRules;
import io.sluice.broker.command.RuleTesting;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruletest.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of samples/rules is a rule set that is good as it stands. */
class SamplePacksTest {
  private static final Path PACKS = Path.of("../rules");

  static List<Path> packs() throws IOException {
    try (Stream<Path> folders = Files.list(PACKS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void packs_areThoseOfTheManual() throws IOException {
    String manual = Files.readString(Path.of("../../docs/rules.md"));

    assertThat(packs()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(packs())
        .allSatisfy(pack -> assertThat(manual).contains("samples/rules/" + pack.getFileName()));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void pack_isGoodWithoutAWarning(Path pack) throws IOException {
    Compilation compilation = new LocalRules().check(pack, Optional.empty());

    switch (compilation) {
      case Compilation.Refused refused -> assertThat(refused.diagnostics()).isEmpty();
      case Compilation.Compiled compiled -> {
        compiled.ruleSet().close();
        assertThat(compiled.warnings())
            .filteredOn(found -> found.severity() != Severity.INFO)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("packs")
  void everyRuleOfAPack_firesInATestThatPasses(Path pack) throws IOException {
    TestReport report = report(pack);

    assertThat(report.results()).isNotEmpty().allMatch(result -> result.passed());
    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.uncovered()).extracting(RuleInfo::name).isEmpty();
    assertThat(report.rules())
        .allSatisfy(rule -> assertThat(rule.metadata()).as(rule.name()).containsKey("owner"));
  }

  private static TestReport report(Path pack) throws IOException {
    var wanted =
        new RuleTesting.Wanted(pack, Optional.empty(), Optional.empty(), _ -> true, _ -> {});
    return switch (new LocalRules().test(wanted)) {
      case RuleTesting.Answer.Tested(TestReport report) -> report;
      case RuleTesting.Answer.Refused(var diagnostics) ->
          throw new AssertionError(pack + ": " + diagnostics);
    };
  }
}

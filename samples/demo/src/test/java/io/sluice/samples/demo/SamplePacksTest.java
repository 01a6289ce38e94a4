package io.sluice.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.command.LocalRules;
import io.sluice.broker.command.RuleTesting.Answer;
import io.sluice.broker.command.RuleTesting.Wanted;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruletest.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each folder of {@code samples/rules} is good, passes its tests, and has a test for each rule. */
class SamplePacksTest {
  private static final Path PACKS = Path.of("../rules");

  private final LocalRules rules = new LocalRules();

  @TestFactory
  Stream<DynamicTest> pack_isGood_andEachOfItsRulesIsTested() throws IOException {
    List<Path> packs;
    try (Stream<Path> folders = Files.list(PACKS)) {
      packs = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(packs).isNotEmpty();
    return packs.stream()
        .map(pack -> DynamicTest.dynamicTest(pack.getFileName().toString(), () -> check(pack)));
  }

  private void check(Path pack) throws IOException {
    assertThat(rules.check(pack, Optional.empty()))
        .isInstanceOfSatisfying(
            Compilation.Compiled.class,
            compiled -> {
              compiled.ruleSet().close();
              assertThat(compiled.warnings()).isEmpty();
            });
    var wanted = new Wanted(pack, Optional.empty(), Optional.empty(), _ -> true, _ -> {});
    TestReport report = ((Answer.Tested) rules.test(wanted)).report();
    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.results()).isNotEmpty();
    assertThat(report.uncovered()).isEmpty();
  }
}

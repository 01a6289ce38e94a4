package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.command.LocalRules;
import io.sluice.broker.command.RuleTesting.Answer;
import io.sluice.broker.command.RuleTesting.Wanted;
import io.sluice.rules.ruletest.TestReport;
import io.sluice.samples.demo.QuickstartRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule tests of the documents, run against the quickstart rules. */
class RuleTestExamplesTest {
  @TempDir private Path folder;

  static Stream<Document.Block> examples() {
    return Document.blocks("yaml").filter(block -> block.mark().equals("tests"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_passes(Document.Block example) throws IOException {
    QuickstartRules.copyTo(folder);
    Files.writeString(folder.resolve("example.test.yaml"), example.text());
    Files.writeString(folder.resolve("big.sql"), "SELECT * FROM lake.sales.orders\n");

    var wanted = new Wanted(folder, Optional.empty(), Optional.empty(), _ -> true, _ -> {});
    TestReport report = ((Answer.Tested) new LocalRules().test(wanted)).report();

    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.results()).isNotEmpty();
  }
}

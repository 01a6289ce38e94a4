package io.sluice.rules.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file of the corpus ends with what its author is told: {@code # => line:column: message}. */
final class BrokenTestFilesTest {
  private static final Path CORPUS = Path.of("src/test/resources/io/sluice/rules/ruletest/broken");
  private static final String TOLD = "# => ";

  @TestFactory
  Stream<DynamicTest> file_isToldWithItsPlaces() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(CORPUS)) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(20);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path path) throws IOException {
    String text = Files.readString(path);
    List<String> told =
        text.lines().filter(it -> it.startsWith(TOLD)).map(it -> it.substring(5)).toList();

    List<Diagnostic> found = problems(path.getFileName().toString(), text);

    assertThat(found.stream().map(it -> it.line() + ":" + it.column() + ": " + it.message()))
        .containsExactlyElementsOf(told);
    assertThat(found).extracting(Diagnostic::severity).containsOnly(Severity.ERROR);
    assertThat(found).extracting(Diagnostic::file).containsOnly(path.getFileName().toString());
  }

  private static List<Diagnostic> problems(String name, String text) {
    return RuleTestsTest.tests()
        .problems(
            new RuleFiles(List.of(new RuleFile(name, text), new RuleFile("big.sql", "SELECT 1"))));
  }

  @Test
  void hugeFile_isRefused() {
    assertThat(problems("a.test.yaml", "#".repeat((1 << 20) + 1)))
        .extracting(Diagnostic::message)
        .containsExactly(
            "1048577 characters (expected: at most 1048576; make several files of it)");
  }

  @Test
  void tooManyTests_areRefused_atTheFirstThatIsTooMuch() {
    String many = "tests:\n" + "- { name: a, expect: { group: b } }\n".repeat(1_001);

    assertThat(problems("a.test.yaml", many))
        .containsExactly(
            new Diagnostic(
                Severity.ERROR,
                "a.test.yaml",
                1_002,
                3,
                "tests: 1001 tests (expected: at most 1000 in one file)"));
  }
}

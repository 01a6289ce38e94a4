package io.sluice.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files of the sample packs with mistakes in them, thousands, the same in each run: whatever a
 * slip of the hand makes of a file, it compiles or is refused with places; it never throws.
 */
class MutationTest {
  private static final int PER_FILE = 60;
  private static final List<String> SLIPS =
      List.of(
          "\"",
          "'",
          "(",
          ")",
          "{",
          "}",
          ";",
          ",",
          ".",
          ":",
          "&&",
          "||",
          "!",
          "==",
          "\\",
          "\n",
          "@",
          "rule",
          "when",
          "then",
          "end",
          "not",
          "/*",
          "*/",
          "//",
          "decision.",
          "9999999999999999999",
          "null",
          "\u0000",
          "\ud83d",
          "ä",
          "new ",
          "System.exit(1)",
          "->",
          "?",
          "$x :",
          "[",
          "]",
          "from",
          "eval(",
          "salience",
          "%s",
          "\t",
          "\r");

  @Test
  void mistake_in_a_sample_never_throws_and_is_told_with_its_place() throws IOException {
    int compiled = 0;
    int refused = 0;
    for (Path file : samples()) {
      String text = Files.readString(file);
      var random = new Random(text.length());
      for (int i = 0; i < PER_FILE; i++) {
        String mutated = mutated(text, random);
        switch (RuleSetFixture.compile(new RuleFile("r.drl", mutated))) {
          case Compilation.Compiled set -> {
            set.ruleSet().close();
            compiled++;
          }
          case Compilation.Refused problems -> {
            assertThat(problems.diagnostics())
                .as(mutated)
                .isNotEmpty()
                .allSatisfy(MutationTest::hasAPlace);
            refused++;
          }
        }
      }
    }
    assertThat(compiled).isPositive();
    assertThat(refused).isGreaterThan(compiled);
  }

  private static void hasAPlace(Diagnostic diagnostic) {
    assertThat(diagnostic.line()).isPositive();
    assertThat(diagnostic.column()).isPositive();
    assertThat(diagnostic.message()).isNotBlank();
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../samples/rules"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".drl")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(4);
      return found;
    }
  }

  private static String mutated(String text, Random random) {
    var mutated = new StringBuilder(text);
    int slips = 1 + random.nextInt(3);
    for (int i = 0; i < slips && !mutated.isEmpty(); i++) {
      int at = random.nextInt(mutated.length());
      int end = Math.min(mutated.length(), at + 1 + random.nextInt(12));
      String slip = SLIPS.get(random.nextInt(SLIPS.size()));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, slip);
        case 2 -> mutated.replace(at, end, slip);
        case 3 -> mutated.insert(at, mutated.substring(at, end));
        default -> mutated.setLength(Math.max(at, 1));
      }
    }
    return mutated.toString();
  }

  @Test
  void noise_never_throws() {
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var parts = new ArrayList<String>();
      for (int n = random.nextInt(40); n > 0; n--) {
        parts.add(SLIPS.get(random.nextInt(SLIPS.size())));
      }
      String text = String.join(" ", parts);
      assertThat(RuleSetFixture.compile(new RuleFile("r.drl", text))).as(text).isNotNull();
    }
  }
}

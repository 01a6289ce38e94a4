package io.sluice.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartRulesTest {
  private static final Path PACK = Path.of("../rules/quickstart");
  private static final Pattern GROUP = Pattern.compile("(?:route|fallback)\\(\"([^\"]+)\"\\)");
  private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void pack_isCopiedWhole() throws IOException {
    QuickstartRules.copyTo(folder);

    try (Stream<Path> files = Files.list(PACK)) {
      List<Path> rules = files.filter(file -> file.toString().endsWith(".drl")).toList();
      assertThat(rules).hasSize(QuickstartRules.FILES.size());
      for (Path file : rules) {
        assertThat(folder.resolve(file.getFileName())).hasSameTextualContentAs(file);
      }
    }
  }

  @Test
  void rules_nameOnlyTheGroupsOfTheDemoAndHaveUniqueNames() throws IOException {
    var text = new StringBuilder();
    for (String file : QuickstartRules.FILES) {
      text.append(Files.readString(PACK.resolve(file)));
    }

    assertThat(GROUP.matcher(text).results().map(found -> found.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(QuickstartRules.GROUPS);
    assertThat(RULE.matcher(text).results().map((MatchResult found) -> found.group(1)))
        .hasSizeGreaterThan(8)
        .doesNotHaveDuplicates();
  }
}

package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final int LONGEST_README = 150;

  static Stream<Document> documents() {
    Stream<Document> rationales =
        Stream.of("rules", "admin-api", "broker", "samples")
            .map(
                module -> Document.at(Document.REPOSITORY.resolve(module).resolve("RATIONALE.md")));
    return Stream.concat(Document.manual().stream(), rationales);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void link_leadsToAFileAndAHeadingThatExist(Document document) {
    List<String> targets =
        LINK.matcher(document.text()).results().map(match -> match.group(1)).toList();

    assertThat(targets).allSatisfy(target -> assertResolves(document, target));
  }

  private static void assertResolves(Document document, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]);
    assertThat(file).exists();
    if (parts.length == 2) {
      assertThat(anchors(Document.at(file))).contains(parts[1]);
    }
  }

  /** Headings as code hosts turn them into anchors. */
  private static List<String> anchors(Document document) {
    return HEADING
        .matcher(document.text())
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .toList();
  }

  @Test
  void readme_isReadInAMinute() throws Exception {
    assertThat(Files.readAllLines(Document.REPOSITORY.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(LONGEST_README);
  }
}

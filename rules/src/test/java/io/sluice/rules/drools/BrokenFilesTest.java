package io.sluice.rules.drools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files that people have written wrongly, and word for word what they are told. */
class BrokenFilesTest {

  /** A file of {@code broken.txt}: a title, a text, and the messages that it gets. */
  record Broken(String title, String text, String expected) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Broken> files() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(BrokenFilesTest.class.getResourceAsStream("broken.txt"))) {
      var files = new ArrayList<Broken>();
      for (String part : new String(resource.readAllBytes(), UTF_8).split("(?m)^## ", -1)) {
        if (!part.isBlank()) {
          int title = part.indexOf('\n');
          int line = part.indexOf("\n---\n");
          files.add(
              new Broken(
                  part.substring(0, title),
                  part.substring(title + 1, line + 1),
                  part.substring(line + 5).strip()));
        }
      }
      return files.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void broken_file_gets_exactly_these_messages(Broken broken) {
    assertThat(RuleSetFixture.compile(new RuleFile("r.drl", broken.text())))
        .isInstanceOfSatisfying(
            Compilation.Refused.class,
            refused ->
                assertThat(String.join("\n", texts(refused.diagnostics())))
                    .isEqualTo(broken.expected()));
  }

  private static List<String> texts(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toString).toList();
  }
}

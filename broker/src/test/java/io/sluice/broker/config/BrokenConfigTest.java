package io.sluice.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.ConfigReading.Invalid;
import io.sluice.broker.config.ConfigReading.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says of broken files, to the letter: broken.txt holds files and messages. */
class BrokenConfigTest {
  private static final String NEEDED = "rules: { defaultGroup: adhoc }\ngroups: { adhoc: {} }\n";

  /** One broken file, what is wrong with it, and what the reader says. */
  record Broken(String title, String file, String messages) {
    static Broken of(String text) {
      String title = text.lines().findFirst().orElseThrow();
      String[] parts = text.substring(title.length() + 1).split("(?m)^---\n", -1);
      String needed = parts[0].contains("rules:") ? "" : NEEDED;
      return new Broken(title, parts[0] + needed, parts[1]);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Broken> table() throws IOException {
    try (InputStream resource = BrokenConfigTest.class.getResourceAsStream("broken.txt")) {
      String text = new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
      return Arrays.stream(text.split("(?m)^## ")).skip(1).map(Broken::of).toList();
    }
  }

  private static String messages(String text) {
    var reader = new ConfigReader(Map.of("SECRET", "hunter2", "MANY", "many"), 4);
    return switch (reader.parse(text, "s.yaml", Path.of("/etc/sluice"))) {
      case Valid _ -> "";
      case Invalid invalid ->
          invalid.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    };
  }

  @Test
  void fileWithNothingButWhatIsNeeded_isValid() {
    assertThat(messages(NEEDED)).isEmpty();
  }

  @Test
  void table_isLong() throws IOException {
    assertThat(table()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void brokenFile_getsExactlyTheseMessages(Broken broken) {
    assertThat(messages(broken.file())).isEqualTo(broken.messages());
  }

  @Test
  void controlCharacter_isRefused_withItsPlace() {
    assertThat(messages("front: {}\n# bell: \u0007\n"))
        .isEqualTo(
            "s.yaml:2:9: not YAML: a control character (expected: text without control characters)\n");
  }

  @Test
  void deepNesting_isRefused() {
    assertThat(messages("a: " + "[".repeat(100) + "]".repeat(100)))
        .startsWith("s.yaml: not YAML: Nesting Depth exceeded max 20");
  }

  @Test
  void endlessText_isRefused() {
    assertThat(messages("#" + "x".repeat(1 << 20) + "\n" + NEEDED))
        .startsWith("s.yaml: not YAML: The incoming YAML document exceeds the limit: 1048576");
  }

  @Test
  void manyAliases_areRefused() {
    String bomb = "a: &a { x: y }\nb: [" + "*a, ".repeat(60) + "*a]\n";

    assertThat(messages(bomb))
        .startsWith("s.yaml: not YAML: Number of aliases for non-scalar nodes exceeds");
  }
}

package io.sluice.broker.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What files of user groups say; broken-teams.txt holds broken ones and the messages. */
final class UserGroupsReaderTest {
  private @TempDir Path folder;

  /** One broken file, what is wrong with it, and what the reader says. */
  record Broken(String title, String file, String messages) {
    static Broken of(String text) {
      String title = text.lines().findFirst().orElseThrow();
      String[] parts = text.substring(title.length() + 1).split("(?m)^---\n", -1);
      return new Broken(title, parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Broken> table() throws IOException {
    try (InputStream resource =
        UserGroupsReaderTest.class.getResourceAsStream("broken-teams.txt")) {
      String text = new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
      return Arrays.stream(text.split("(?m)^## ")).skip(1).map(Broken::of).toList();
    }
  }

  private static String messages(UserGroupsReading reading) {
    return switch (reading) {
      case UserGroupsReading.Valid _ -> "";
      case UserGroupsReading.Invalid invalid ->
          invalid.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    };
  }

  private static String messages(String text) {
    return messages(UserGroupsReader.parse(text, "groups.yaml"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void brokenFile_getsExactlyTheseMessages(Broken broken) {
    assertThat(messages(broken.file())).isEqualTo(broken.messages());
  }

  @Test
  void file_givesTeams_toUsersGlobsAndRegexes() {
    UserGroupsReading reading =
        UserGroupsReader.parse(
            """
            users: { ann: [finance, sales], 007: [agents] }
            globs: { "svc-etl-*": [data] }
            regexes: { "[a-z]+\\\\.${x}": [odd], ".*@example\\\\.org": [staff] }
            """,
            "groups.yaml");

    assertThat(reading).isInstanceOf(UserGroupsReading.Valid.class);
    UserGroupsFile file = ((UserGroupsReading.Valid) reading).file();
    assertThat(file.users())
        .containsEntry("ann", Set.of("finance", "sales"))
        .containsEntry("007", Set.of("agents"));
    assertThat(file.globs()).containsEntry("svc-etl-*", Set.of("data"));
    assertThat(file.regexes())
        .extracting(regex -> regex.pattern().pattern())
        .containsExactly("[a-z]+\\.${x}", ".*@example\\.org");
  }

  @Test
  void tooManyPatterns_areRefused_whileFullNamesMayBeMany() {
    String patterns =
        IntStream.range(0, 1001)
            .mapToObj("  \"a%d*\": [x]\n"::formatted)
            .collect(Collectors.joining());
    String names =
        IntStream.range(0, 20_000)
            .mapToObj("  user%d: [x]\n"::formatted)
            .collect(Collectors.joining());

    assertThat(messages("globs:\n" + patterns))
        .isEqualTo(
            "groups.yaml:2:3: 1001 globs and regexes"
                + " (expected: at most 1000; full names may be as many as the file holds)\n");
    assertThat(messages("users:\n" + names)).isEmpty();
  }

  @Test
  void fileThatCantBeRead_isAProblem() throws IOException {
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "users: { ä: [x] }".getBytes(ISO_8859_1));

    assertThat(messages(UserGroupsReader.read(folder.resolve("none.yaml"))))
        .endsWith("none.yaml: no such file (expected: the path of a file of user groups)\n");
    assertThat(messages(UserGroupsReader.read(latin)))
        .endsWith("latin.yaml: not UTF-8 (expected: YAML in UTF-8)\n");
    assertThat(messages(UserGroupsReader.read(folder))).contains("can't be read: ");
  }
}

package io.sluice.broker.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file changes under a provider that is in use. */
@Timeout(60)
final class TeamsFileTest {
  private @TempDir Path folder;
  private Path file;
  private TeamsFile teams;

  @BeforeEach
  void load() throws IOException {
    file = folder.resolve("groups.yaml");
    write(file, "finance");
    start();
  }

  private void start() {
    teams = ((TeamsFile.Load.Loaded) TeamsFile.load(file)).teams();
    teams.start();
  }

  @AfterEach
  void close() {
    teams.close();
  }

  private static void write(Path path, String team) throws IOException {
    Files.writeString(path, "users: { ann: [%s] }\n".formatted(team));
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  private void awaitTeam(String team) {
    await(() -> teams.teamsOf("ann").contains(team));
  }

  @Test
  void fileWrittenInPlace_isInForce() throws IOException {
    assertThat(teams.teamsOf("ann")).containsExactly("finance");

    write(file, "sales");

    awaitTeam("sales");
    assertThat(teams.problem()).isEmpty();
  }

  @Test
  void fileRenamedOver_isInForce() throws IOException {
    Path next = folder.resolve("groups.yaml.new");
    write(next, "renamed");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

    awaitTeam("renamed");
  }

  @Test
  void swappedLinkOfAFolder_asOfAConfigMap_isInForce() throws IOException {
    teams.close();
    Path one = Files.createDirectory(folder.resolve("..one"));
    Path two = Files.createDirectory(folder.resolve("..two"));
    write(one.resolve("groups.yaml"), "mapped1");
    write(two.resolve("groups.yaml"), "mapped2");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), one.getFileName());
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("..data", "groups.yaml"));
    start();
    assertThat(teams.teamsOf("ann")).containsExactly("mapped1");

    Path next = Files.createSymbolicLink(folder.resolve("..tmp"), two.getFileName());
    Files.move(next, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    awaitTeam("mapped2");
  }

  @Test
  void brokenFile_leavesTheTeams_saysWhere_andIsForgottenOnceMended() throws IOException {
    Files.writeString(file, "users:\n  ann: sales\n");

    await(() -> teams.problem().isPresent());
    assertThat(teams.problem().orElseThrow())
        .startsWith("user groups: the last good file stays in force: ")
        .endsWith("groups.yaml:2:8: users.ann: sales (expected: a list)");
    assertThat(teams.teamsOf("ann")).containsExactly("finance");

    write(file, "sales");
    awaitTeam("sales");
    assertThat(teams.problem()).isEmpty();
  }

  @Test
  void deletedFile_leavesTheTeams_andIsTold() throws IOException {
    Files.delete(file);

    await(() -> teams.problem().isPresent());
    assertThat(teams.problem().orElseThrow()).contains("no such file");
    assertThat(teams.teamsOf("ann")).containsExactly("finance");

    write(file, "back");
    awaitTeam("back");
  }

  @Test
  void fileThatIsBrokenAtTheStart_isRefused() throws IOException {
    Files.writeString(file, "user: {}");

    assertThat(TeamsFile.load(file)).isInstanceOf(TeamsFile.Load.Failed.class);
  }
}

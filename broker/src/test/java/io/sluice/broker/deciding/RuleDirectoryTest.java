package io.sluice.broker.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleDirectoryTest {
  @TempDir Path folder;
  private RuleDirectory directory = new RuleDirectory(Path.of(""));

  @BeforeEach
  void open() {
    directory = new RuleDirectory(folder);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void set_isRulesTablesAndTests_atAnyDepth_inTheOrderOfTheirNames() throws IOException {
    write("b.drl", "2");
    write("values.yaml", "no test");
    write("a.drl", "1");
    write("team/etl/c.drl", "3");
    write("a.test.yaml", "4");
    write("a.csv", "5");
    write("a.sql", "6");
    Files.write(folder.resolve("a.xlsx"), new byte[] {(byte) 0xFF, 0});
    write("notes.txt", "no part of it");

    assertThat(directory.read().files())
        .containsExactly(
            new RuleFile("a.csv", "5"),
            new RuleFile("a.drl", "1"),
            new RuleFile("a.sql", "6"),
            new RuleFile("a.test.yaml", "4"),
            RuleFile.binary("a.xlsx", new byte[] {(byte) 0xFF, 0}),
            new RuleFile("b.drl", "2"),
            new RuleFile("team/etl/c.drl", "3"));
  }

  @Test
  void changeOfATest_isAnotherVersion() throws IOException {
    write("a.drl", "1");
    write("a.test.yaml", "tests: []");
    RuleSetVersion before = directory.read().version();
    write("a.test.yaml", "tests: [ ]");

    assertThat(directory.read().version()).isNotEqualTo(before);
  }

  @Test
  void byteOrderMark_isNoPartOfTheText() throws IOException {
    write("a.drl", "\uFEFF1");

    assertThat(directory.read().files()).containsExactly(new RuleFile("a.drl", "1"));
  }

  @Test
  void write_makesTheRuleFilesThese_andLeavesAllOthers() throws IOException {
    write("old.drl", "old");
    write("team/etl/changed.drl", "before");
    write("same.drl", "same");
    write("README.md", "mine");
    write(".git/hidden.drl", "mine");
    var time = Files.getLastModifiedTime(folder.resolve("same.drl"));
    var files =
        new RuleFiles(
            List.of(
                new RuleFile("team/etl/changed.drl", "after"),
                new RuleFile("new/a.csv", "1"),
                new RuleFile("same.drl", "same"),
                RuleFile.binary("t.xlsx", new byte[] {0, -1})));

    directory.write(files);

    assertThat(directory.read()).isEqualTo(files);
    assertThat(folder.resolve("old.drl")).doesNotExist();
    assertThat(folder.resolve("README.md")).hasContent("mine");
    assertThat(folder.resolve(".git/hidden.drl")).hasContent("mine");
    assertThat(Files.getLastModifiedTime(folder.resolve("same.drl"))).isEqualTo(time);
  }

  @Test
  void write_outOfTheDirectory_isRefused() {
    var files = new RuleFiles(List.of(new RuleFile("../out.drl", "x")));

    assertThatThrownBy(() -> directory.write(files)).hasMessageContaining("leads out of");
    assertThat(folder.resolveSibling("out.drl")).doesNotExist();
  }

  @Test
  void dotFiles_andFilesInDotFolders_doNotCount() throws IOException {
    write("a.drl", "1");
    String before = directory.signature();
    write(".a.drl.swp.drl", "x");
    write(".git/b.drl", "x");
    write("a.drl~", "x");

    assertThat(directory.read().files()).hasSize(1);
    assertThat(directory.signature()).isEqualTo(before);
  }

  @Test
  void signature_changes_withEveryChangeOfTheSet() throws IOException {
    write("a.drl", "1");
    String first = directory.signature();
    write("b.drl", "1");
    String added = directory.signature();
    write("b.drl", "12");
    String edited = directory.signature();
    Files.delete(folder.resolve("b.drl"));
    String deleted = directory.signature();

    assertThat(added).isNotEqualTo(first);
    assertThat(edited).isNotEqualTo(added);
    assertThat(deleted).isEqualTo(first);
  }

  @Test
  void signature_changes_whenAFileOfTheSameSizeAndTimeIsRenamedOver() throws IOException {
    write("a.drl", "1");
    var time = Files.getLastModifiedTime(folder.resolve("a.drl"));
    String before = directory.signature();
    write("a.drl.new", "2");
    Files.setLastModifiedTime(folder.resolve("a.drl.new"), time);

    Files.move(
        folder.resolve("a.drl.new"),
        folder.resolve("a.drl"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(directory.signature()).isNotEqualTo(before);
    assertThat(directory.read().files()).containsExactly(new RuleFile("a.drl", "2"));
  }

  @Test
  void configMap_isReadOnce_andItsSwapShows() throws IOException {
    write("..2026_11_23_1/rules.drl", "1");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_23_1"));
    Files.createSymbolicLink(folder.resolve("rules.drl"), Path.of("..data/rules.drl"));
    assertThat(directory.read().files()).containsExactly(new RuleFile("rules.drl", "1"));
    String before = directory.signature();

    write("..2026_11_23_2/rules.drl", "2");
    Files.setLastModifiedTime(
        folder.resolve("..2026_11_23_2/rules.drl"),
        Files.getLastModifiedTime(folder.resolve("..2026_11_23_1/rules.drl")));
    Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_11_23_2"));
    Files.move(
        folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    assertThat(directory.signature()).isNotEqualTo(before);
    assertThat(directory.read().files()).containsExactly(new RuleFile("rules.drl", "2"));
  }

  @Test
  void linkThatLeadsNowhere_orRoundInCircles_doesNotHideTheOthers() throws IOException {
    write("a.drl", "1");
    Files.createSymbolicLink(folder.resolve("gone.drl"), Path.of("nowhere.drl"));
    Files.createDirectories(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("sub/.up"), folder);
    Files.createSymbolicLink(folder.resolve("sub/up"), folder);

    assertThat(directory.read().files()).contains(new RuleFile("a.drl", "1"));
  }

  @Test
  void missingDirectory_saysWhatToDo() {
    assertThatThrownBy(() -> new RuleDirectory(folder.resolve("none")).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rules.directory is no directory; create it");
  }

  @Test
  void fileThatIsNoUtf8_isRefused() throws IOException {
    Files.write(folder.resolve("a.drl"), "Zürich".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> directory.read()).isInstanceOf(IOException.class);
  }
}

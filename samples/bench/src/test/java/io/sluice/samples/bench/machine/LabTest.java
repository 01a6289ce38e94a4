package io.sluice.samples.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LabTest {
  private final StringWriter told = new StringWriter();

  private Lab lab() throws IOException {
    return Lab.open(new PrintWriter(told, true));
  }

  @Test
  void parts_areClosedInReverse_andTheFolderIsGone() throws IOException {
    var closed = new ArrayList<String>();
    Lab lab = lab();
    Files.writeString(Files.createDirectory(lab.folder().resolve("deep")).resolve("file"), "x");
    lab.add(() -> closed.add("first"));
    lab.add(() -> closed.add("second"));

    lab.close();
    lab.close();

    assertThat(closed).containsExactly("second", "first");
    assertThat(lab.folder()).doesNotExist();
  }

  @Test
  void part_thatCantBeClosed_keepsNoOtherRunning() throws IOException {
    var closed = new ArrayList<String>();
    Lab lab = lab();
    lab.add(() -> closed.add("first"));
    lab.add(() -> {
      throw new IOException("stuck");
    });

    lab.close();

    assertThat(closed).containsExactly("first");
    assertThat(told.toString()).contains("stuck");
  }

  @Test
  void part_addedToAClosedLab_isClosedAtOnce() throws IOException {
    var closed = new ArrayList<String>();
    Lab lab = lab();
    lab.close();

    lab.add(() -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void process_endsWithTheLab() throws IOException {
    Lab lab = lab();
    ChildProcess process = ChildProcess.start(lab, "sleeper", List.of("sleep", "600"), Map.of());
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();

    lab.close();

    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void process_thatEndsBeforeItIsReady_isToldWithItsLastWords() throws IOException {
    try (Lab lab = lab()) {
      ChildProcess process =
          ChildProcess.start(lab, "broken", List.of("sh", "-c", "echo no port; exit 3"), Map.of());

      assertThatThrownBy(() ->
              process.await(Duration.ofMillis(5), Duration.ofMinutes(1), "answer", Optional::empty))
          .isInstanceOf(BenchFailure.class)
          .hasMessageContainingAll("broken", "no answer", "exit code 3", "no port");
    }
  }

  @Test
  void program_thatIsMissing_isToldWithItsPackage() {
    assertThatThrownBy(() -> Program.find("no-such-program", "some-package"))
        .isInstanceOf(BenchFailure.class)
        .hasMessage(
            "no-such-program: not installed (expected: the Debian package some-package;"
                + " apt-get install some-package)");
  }
}

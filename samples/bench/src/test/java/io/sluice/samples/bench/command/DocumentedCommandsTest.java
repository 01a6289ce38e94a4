package io.sluice.samples.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/performance.md tells to run can be run. */
final class DocumentedCommandsTest {
  private static final Path DOCUMENT = Path.of("../../docs/performance.md");
  private static final String PROGRAM = "bin/sluice bench";

  private static List<String> commands() throws IOException {
    try (var lines = Files.lines(DOCUMENT)) {
      return lines
          .filter(line -> line.startsWith(PROGRAM))
          .map(line -> line.replaceFirst("#.*", "").substring(PROGRAM.length()).strip())
          .toList();
    }
  }

  @Test
  void eachCommand_isUnderstood() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(5);
    for (String command : commands()) {
      String[] words = command.isEmpty() ? new String[0] : command.split(" +", -1);
      assertThatCode(() -> Main.bench(() -> Instant.EPOCH).parseArgs(words))
          .as(command)
          .doesNotThrowAnyException();
    }
  }
}

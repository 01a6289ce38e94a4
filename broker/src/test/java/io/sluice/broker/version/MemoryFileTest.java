package io.sluice.broker.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.version.ReplicaMemory.RefusedDirectory;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryFileTest {
  @TempDir private Path folder;

  private static ReplicaMemory full() {
    var files =
        new RuleFiles(
            List.of(
                new RuleFile("a.drl", "rule \"ä\"\n"),
                RuleFile.binary("t.xlsx", new byte[] {0, -1})));
    var targets = new Targets(Set.of(new GroupName("etl")), Set.of(new ClusterName("etl-1")));
    var activation =
        new Activation(
            files.version(),
            Instant.parse("2026-11-23T12:00:00.000001Z"),
            "directory of a",
            "",
            ActivationOrigin.DIRECTORY,
            targets);
    return new ReplicaMemory(
        Optional.of(new RuleSetVersion("0123456789ab")),
        Optional.of(new RefusedDirectory(new RuleSetVersion("ba9876543210"), true)),
        7,
        Optional.of(new RememberedSet(files, targets)),
        List.of(new WaitingActivation(activation, files, Claim.IF_UNKNOWN)));
  }

  @Test
  void memory_comes_back_as_it_was_saved() throws IOException {
    var file = new MemoryFile(folder.resolve("below/memory.json"));
    file.save(full());

    assertThat(file.load()).isEqualTo(full());
    file.save(ReplicaMemory.NOTHING);
    assertThat(file.load()).isEqualTo(ReplicaMemory.NOTHING);
    assertThat(folder.resolve("below")).isDirectoryContaining("glob:**memory.json");
    try (var left = Files.list(folder.resolve("below"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void file_that_is_missing_or_garbled_is_no_memory() throws IOException {
    Path path = folder.resolve("memory.json");
    var file = new MemoryFile(path);
    assertThat(file.load()).isEqualTo(ReplicaMemory.NOTHING);

    for (String garbage : List.of("", "{", "{\"waiting\": [{}]}", "\u0000\u0001")) {
      Files.writeString(path, garbage);
      assertThat(file.load()).as(garbage).isEqualTo(ReplicaMemory.NOTHING);
    }
  }
}

package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.machine.BenchFailure;
import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The source checkout that is measured.
 *
 * @param root its folder
 */
public record Checkout(Path root) {
  /** The one that {@code bin/sluice} has started this process from. */
  public static Checkout here() throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("SLUICE_HOME")).orElse(""));
    if (!Files.isExecutable(root.resolve("bin/sluice"))) {
      throw new BenchFailure(
          "SLUICE_HOME: '%s' (expected: the folder of a checkout; start with bin/sluice bench)"
              .formatted(root));
    }
    return new Checkout(root.toAbsolutePath());
  }

  Path sluice() {
    return root.resolve("bin/sluice");
  }

  Path maven() {
    return root.resolve("mvnw");
  }

  /** Its commit, as git tells it. */
  public String version(Lab lab) throws InterruptedException {
    try {
      ChildProcess git =
          ChildProcess.start(
              lab,
              "git",
              Program.find("git", "git")
                  .command("-C", root.toString(), "describe", "--always", "--dirty"),
              Map.of());
      return git.awaitEnd(Duration.ofSeconds(10)).strip();
    } catch (IOException _) {
      // A checkout without git, or of another user.
      return "this checkout";
    }
  }
}

package io.sluice.samples.demo.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Maven that fetches engines and clients: it knows the user's mirrors, proxies and local
 * repository, which a downloader of our own would not.
 */
public final class Maven {
  private static final int TOLD_EACH = 25;
  private static final int REMEMBERED_LINES = 15;

  private final String command;

  /**
   * @param command the program to run: {@code mvn}, or the path of a {@code mvnw}
   */
  public Maven(String command) {
    this.command = command;
  }

  /**
   * The {@code mvnw} of the checkout that SLUICE_HOME names or that {@code folder} lies in; without
   * one, the {@code mvn} of the PATH.
   */
  public static Maven find(Map<String, String> environment, Path folder) {
    Stream<Path> homes = Optional.ofNullable(environment.get("SLUICE_HOME")).map(Path::of).stream();
    Stream<Path> parents = Stream.iterate(folder.toAbsolutePath(), p -> p != null, Path::getParent);
    return Stream.concat(homes, parents)
        .map(home -> home.resolve("mvnw"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(wrapper -> new Maven(wrapper.toString()))
        .orElseGet(() -> new Maven("mvn"));
  }

  /**
   * Copies the jars of each module of a POM into a folder of the module's name.
   *
   * @param pom the POM
   * @param target the folder of those folders
   * @param progress is told now and then how many jars have come over the net
   * @throws EngineFailure when Maven fails; its last lines are in the message
   */
  public void copyDependencies(Path pom, Path target, Consumer<String> progress)
      throws IOException, InterruptedException {
    run(
        List.of(
            "-B",
            "-f",
            pom.toString(),
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
            "-DincludeScope=runtime",
            "-DoutputDirectory=" + target + "/${project.artifactId}"),
        progress);
  }

  private void run(List<String> arguments, Consumer<String> progress)
      throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(command);
    line.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new EngineFailure(
          "maven: can't run '%s': %s (expected: Maven 3.8.7 or newer on the PATH, or SLUICE_HOME naming the checkout with its mvnw)"
              .formatted(command, e.getMessage()));
    }
    var last = new ArrayDeque<String>();
    try {
      follow(process, last, progress);
      int status = process.waitFor();
      if (status != 0) {
        throw new EngineFailure(
            "maven: exit code %d of %s\n  %s"
                .formatted(status, String.join(" ", line), String.join("\n  ", last)));
      }
    } finally {
      process.destroy();
    }
  }

  private static void follow(Process process, Deque<String> last, Consumer<String> progress)
      throws IOException {
    int jars = 0;
    try (var output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last.addLast(line);
        if (last.size() > REMEMBERED_LINES) {
          last.removeFirst();
        }
        if (line.contains("Downloaded from") && line.contains(".jar ")) {
          jars++;
          if (jars % TOLD_EACH == 0) {
            progress.accept(jars + " jars fetched");
          }
        }
      }
    }
  }
}

package io.sluice.samples.bench.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that is installed on this machine.
 *
 * @param path where it is
 */
public record Program(Path path) {
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  /**
   * Looks at the PATH and where Debian puts servers.
   *
   * @param debianPackage for the message, the package that has it
   */
  public static Program find(String name, String debianPackage) throws IOException {
    var folders = new ArrayList<Path>();
    for (String folder :
        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    folders.add(Path.of("/usr/sbin"));
    folders.addAll(postgresql());
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Program::new)
        .orElseThrow(() ->
            new BenchFailure(
                "%s: not installed (expected: the Debian package %s; apt-get install %s)"
                    .formatted(name, debianPackage, debianPackage)));
  }

  /** The newest first. */
  private static List<Path> postgresql() throws IOException {
    if (!Files.isDirectory(POSTGRESQL)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(POSTGRESQL)) {
      return versions
          .sorted(Comparator.comparingInt((Path version) -> number(version)).reversed())
          .map(version -> version.resolve("bin"))
          .toList();
    }
  }

  private static int number(Path version) {
    String name = version.getFileName().toString();
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }

  /** The command with these arguments. */
  public List<String> command(String... arguments) {
    return Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList();
  }

  /** The first version number that it prints when given {@code option}, which may also fail. */
  public String version(Lab lab, String option) throws IOException, InterruptedException {
    ChildProcess asked =
        ChildProcess.start(lab, path.getFileName() + "-version", command(option), Map.of());
    try {
      return asked.await(
          Duration.ofMillis(5),
          Duration.ofSeconds(10),
          "version",
          () -> VERSION.matcher(asked.output()).results().map(r -> r.group()).findFirst());
    } finally {
      lab.end(asked);
    }
  }
}

package io.sluice.samples.demo.client;

import io.sluice.samples.demo.disk.FolderTree;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The engines' command lines, an old driver and the JavaScript clients, installed once into the
 * cache, beside the engines.
 *
 * @param folder where they are
 */
public record ClientPrograms(Path folder) {
  private static final Path RECIPE = Path.of("src/test/clients");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

  public static ClientPrograms install() throws IOException, InterruptedException {
    Path root =
        EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home")))
            .resolve("clients");
    Path whole = root.resolve(digest());
    if (!Files.isDirectory(whole)) {
      Files.createDirectories(root);
      Path part = Files.createTempDirectory(root, "part-");
      try {
        gather(part);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FolderTree.delete(part);
      }
    }
    return new ClientPrograms(whole);
  }

  public List<String> trinoCli() {
    return cli("trino-cli-476-executable.jar");
  }

  public List<String> prestoCli() {
    return cli("presto-cli-0.287-executable.jar");
  }

  /** A driver too old to share a class path with the newest. */
  public Path oldTrinoJdbc() {
    return folder.resolve("clients").resolve("trino-jdbc-382.jar");
  }

  public List<String> trinoScript() {
    return node("trino.mjs");
  }

  public List<String> prestoScript() {
    return node("presto.cjs");
  }

  /** Runs one of the scripts. */
  public List<String> node(String script) {
    return List.of("node", folder.resolve(script).toString());
  }

  /** A build that runs in the background hands down that SIGINT is ignored; the clients need it. */
  private List<String> cli(String jar) {
    return List.of(
        "env",
        "--default-signal=INT",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        folder.resolve("clients").resolve(jar).toString());
  }

  private static void gather(Path part) throws IOException, InterruptedException {
    for (Path file : recipeFiles()) {
      Files.copy(file, part.resolve(file.getFileName()));
    }
    Maven.find(System.getenv(), Path.of(""))
        .copyDependencies(part.resolve("clients.xml"), part, System.out::println);
    ClientProcess.Ending npm =
        ClientProcess.run(
            List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", part.toString()),
            part,
            INSTALL_LIMIT);
    if (npm.exit() != 0) {
      throw new IOException("npm ci: exit code " + npm.exit() + "\n" + npm.err());
    }
  }

  private static String digest() throws IOException {
    var crc = new CRC32C();
    for (Path file : recipeFiles()) {
      crc.update(Files.readAllBytes(file));
    }
    return "%08x".formatted(crc.getValue());
  }

  private static List<Path> recipeFiles() throws IOException {
    try (Stream<Path> files = Files.list(RECIPE)) {
      return files.sorted().toList();
    }
  }
}

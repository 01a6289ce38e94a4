package io.sluice.samples.demo.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.disk.FolderTree;
import io.sluice.samples.demo.engine.EngineCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * An OpenID provider in a process of its own, whose one user logs in and consents by coming there.
 * It ends with its standard input, so it can't outlive this process.
 */
final class IdentityProvider implements AutoCloseable {
  static final String USER = "alice";

  private static final Path RECIPE = Path.of("src/test/idp");
  private static final List<String> FILES = List.of("package.json", "package-lock.json", "idp.mjs");

  private final Process process;
  private final URI issuer;

  private IdentityProvider(Process process, URI issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /**
   * @param redirect where it may send browsers back to
   */
  static IdentityProvider start(int port, URI redirect) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "node",
                install().resolve("idp.mjs").toString(),
                Integer.toString(port),
                USER,
                redirect.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader(UTF_8);
    var said = new StringBuilder();
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("identity provider: it ended; it wrote: " + said);
      }
      said.append(line).append('\n');
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
    return new IdentityProvider(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Its package, installed once into the cache, beside the engines. */
  private static Path install() throws IOException, InterruptedException {
    var crc = new CRC32C();
    for (String file : FILES) {
      crc.update(Files.readAllBytes(RECIPE.resolve(file)));
    }
    Path root =
        EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home")))
            .resolve("identity-provider");
    Path whole = root.resolve("%08x".formatted(crc.getValue()));
    if (Files.isDirectory(whole)) {
      return whole;
    }
    Files.createDirectories(root);
    Path part = Files.createTempDirectory(root, "part-");
    try {
      for (String file : FILES) {
        Files.copy(RECIPE.resolve(file), part.resolve(file));
      }
      ClientProcess.Ending npm =
          ClientProcess.run(
              List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", part.toString()),
              part,
              Duration.ofMinutes(5));
      if (npm.exit() != 0) {
        throw new IOException("npm ci: exit code " + npm.exit() + "\n" + npm.err());
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FolderTree.delete(part);
    }
    return whole;
  }

  URI issuer() {
    return issuer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

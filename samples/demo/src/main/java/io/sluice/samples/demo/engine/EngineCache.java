package io.sluice.samples.demo.engine;

import io.sluice.samples.demo.disk.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Engines on disk, fetched once.
 *
 * <p>An engine is gathered in a folder of its own and renamed when all of it is there; so a folder
 * of the final name is whole, whoever was killed on the way, and of two processes that fetch at the
 * same time one wins and the other uses what is there. The name has a digest of the recipe in it: a
 * changed recipe is fetched anew.
 */
public final class EngineCache {
  private final Path root;
  private final Maven maven;
  private final Consumer<String> progress;

  /**
   * @param root the folder of all engines
   * @param progress is told what goes on, one line at a time
   */
  public EngineCache(Path root, Maven maven, Consumer<String> progress) {
    this.root = root.toAbsolutePath();
    this.maven = maven;
    this.progress = progress;
  }

  /** SLUICE_CACHE, or {@code ~/.cache/sluice}. */
  public static Path defaultRoot(Map<String, String> environment, Path home) {
    return Optional.ofNullable(environment.get("SLUICE_CACHE"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> home.resolve(".cache").resolve("sluice"));
  }

  /**
   * The engine's jars; fetches them when they aren't there yet.
   *
   * @throws EngineFailure when they can't be fetched
   */
  public Installation install(Engine engine) throws IOException, InterruptedException {
    Path engines = root.resolve("engines");
    Path whole = engines.resolve(name(engine));
    if (Files.isDirectory(whole)) {
      return new Installation(engine, whole);
    }
    progress.accept(
        "%s %s: fetching from Maven Central, once, about 130 MB into %s"
            .formatted(engine.word(), engine.version(), whole));
    Files.createDirectories(engines);
    Path part = Files.createTempDirectory(engines, name(engine) + ".part-");
    try {
      gather(engine, part);
      publish(part, whole);
    } finally {
      FolderTree.delete(part);
    }
    progress.accept("%s %s: ready".formatted(engine.word(), engine.version()));
    return new Installation(engine, whole);
  }

  private void gather(Engine engine, Path part) throws IOException, InterruptedException {
    Path recipe = part.resolve("recipe");
    for (String file : engine.recipeFiles()) {
      Path copy = recipe.resolve(file);
      Files.createDirectories(copy.getParent());
      try (InputStream source = open(file)) {
        Files.copy(source, copy);
      }
    }
    maven.copyDependencies(
        recipe.resolve(engine.recipe()),
        part,
        news -> progress.accept("%s %s: %s".formatted(engine.word(), engine.version(), news)));
    Path connectors = Files.createDirectory(part.resolve("connectors"));
    for (String connector : engine.catalogs()) {
      Path jars = connectors.resolve(connector);
      Files.move(part.resolve(engine.connectorFolder(connector)), jars);
      String plugin = engine.unannouncedPlugins().getOrDefault(connector, "");
      if (!plugin.isEmpty()) {
        announce(plugin, jars.resolve("services.jar"));
      }
    }
  }

  /**
   * The jars of Trino's connectors don't say which class is the plugin; its packaging adds that.
   */
  private static void announce(String plugin, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/io.trino.spi.Plugin"));
      out.write(plugin.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
  }

  private static void publish(Path part, Path whole) throws IOException {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(whole)) {
        throw e;
      }
      // Another process was faster: what it published is as good.
    }
  }

  private static String name(Engine engine) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: every Java has it)", e);
    }
    for (String file : engine.recipeFiles()) {
      try (InputStream source = open(file)) {
        digest.update(source.readAllBytes());
      }
    }
    String recipe = HexFormat.of().formatHex(digest.digest(), 0, 4);
    return "%s-%s-%s".formatted(engine.word(), engine.version(), recipe);
  }

  private static InputStream open(String file) throws IOException {
    InputStream source = EngineCache.class.getResourceAsStream("/engines/" + file);
    if (source == null) {
      throw new IOException("engines/" + file + ": not in the program (expected: built with it)");
    }
    return source;
  }
}

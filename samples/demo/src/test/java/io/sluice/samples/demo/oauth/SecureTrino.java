package io.sluice.samples.demo.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.samples.demo.engine.Engine;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.engine.Installation;
import io.sluice.samples.demo.engine.Maven;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Trinos that ask for a login with OAuth2 where a proxy says that it speaks TLS, that take any user
 * over plain HTTP, and that spool all rows, each with a secret of its own.
 */
final class SecureTrino {
  private static final String PLUGIN = "io.trino.testing.LocalSpoolingManager$LocalSpoolingPlugin";

  /** What the spooling plugin needs of the coordinator's libraries. */
  private static final List<String> LIBRARIES =
      List.of(
          "json-4",
          "jackson-",
          "guava-",
          "failureaccess-",
          "log-4",
          "guice-",
          "jakarta.",
          "concurrent-");

  private final Installation trino;
  private final Path folder;
  private final Path plugins;

  /**
   * @param folder for what the processes need
   */
  SecureTrino(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Path root = EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home")));
    Maven maven = Maven.find(System.getenv(), Path.of(""));
    this.trino = new EngineCache(root, maven, System.out::println).install(Engine.TRINO);
    this.plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.createSymbolicLink(
        plugins.resolve("memory"), trino.folder().resolve("connectors").resolve("memory"));
    Files.createSymbolicLink(
        plugins.resolve("tpch"), trino.folder().resolve("connectors").resolve("tpch"));
    maven.copyDependencies(Path.of("src/test/plugins/spooling.xml"), plugins, System.out::println);
    complete(plugins.resolve("spooling"));
  }

  private void complete(Path plugin) throws IOException {
    try (Stream<Path> jars = Files.list(trino.folder().resolve("trino-server"))) {
      for (Path jar : jars.toList()) {
        String name = jar.getFileName().toString();
        if (LIBRARIES.stream().anyMatch(name::startsWith)) {
          Files.createSymbolicLink(plugin.resolve(name), jar);
        }
      }
    }
    try (var services =
        new JarOutputStream(Files.newOutputStream(plugin.resolve("services.jar")))) {
      services.putNextEntry(new JarEntry("META-INF/services/io.trino.spi.Plugin"));
      services.write(PLUGIN.getBytes(US_ASCII));
      services.closeEntry();
    }
  }

  /** Starts one; it is of use once it says that it is ready. */
  EngineProcess start(String name, int port, URI issuer) throws IOException {
    Path run = folder.resolve(name);
    Path configuration = Files.createDirectories(run.resolve("etc"));
    Files.writeString(
        configuration.resolve("spooling-manager.properties"), "spooling-manager.name=test-local\n");
    String secret =
        Base64.getEncoder().encodeToString(name.repeat(32).substring(0, 32).getBytes(US_ASCII));
    var process =
        new EngineProcess(
            trino,
            name,
            port,
            Path.of(System.getProperty("java.home"), "bin", "java"),
            run,
            List.of(
                "plugin.dir=" + plugins,
                "http-server.process-forwarded=true",
                "http-server.authentication.type=oauth2",
                "http-server.authentication.allow-insecure-over-http=true",
                "http-server.authentication.oauth2.issuer=" + issuer,
                "http-server.authentication.oauth2.client-id=trino",
                "http-server.authentication.oauth2.client-secret=trino-secret",
                "http-server.authentication.oauth2.scopes=openid",
                "web-ui.authentication.type=oauth2",
                "internal-communication.shared-secret=" + secret,
                "protocol.spooling.enabled=true",
                "protocol.spooling.inlining.enabled=false",
                "protocol.spooling.retrieval-mode=coordinator_proxy",
                "protocol.spooling.shared-secret-key=" + secret));
    process.start();
    return process;
  }
}

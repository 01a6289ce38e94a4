package io.sluice.samples.demo.uris;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.LocalBroker;
import io.sluice.samples.demo.engine.Engine;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.engine.Maven;
import io.sluice.samples.demo.fleet.DemoFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A broker for each mode that needs no TLS behind it, both with TLS at the front. Behind both are
 * the same four engines: those of the demo's fleet, stock, and two of other versions.
 */
final class TlsFronts implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /** An engine; a client tag of its name leads there. */
  record Cluster(Engine engine, URI url) {
    /** Such as presto0287; Presto's driver takes letters and digits only in a tag. */
    String name() {
      String version = engine.version().replace(".", "");
      return "%s%s".formatted(engine.dialect(), version).toLowerCase(Locale.ROOT);
    }
  }

  private final List<EngineProcess> started = new ArrayList<>();
  private final List<LocalBroker> brokers = new ArrayList<>();
  private final Map<Engine, Cluster> clusters = new EnumMap<>(Engine.class);
  private final Path folder;
  private final FrontCertificate certificate;

  private TlsFronts(Path folder, FrontCertificate certificate) {
    this.folder = folder;
    this.certificate = certificate;
  }

  /** Starts what the demo's fleet does not have. */
  static TlsFronts start(DemoFleet fleet, Path folder) throws IOException, InterruptedException {
    var fronts = new TlsFronts(folder, FrontCertificate.make(folder));
    boolean ready = false;
    try {
      for (EngineProcess process : fleet.processes()) {
        fronts.clusters.putIfAbsent(process.engine(), new Cluster(process.engine(), process.url()));
      }
      fronts.launch(Engine.OLDER_TRINO, List.of("http-server.process-forwarded=true"));
      fronts.launch(Engine.NEWER_PRESTO, List.of());
      for (EngineProcess process : fronts.started) {
        process.awaitReady(START_LIMIT);
      }
      ready = true;
    } finally {
      if (!ready) {
        fronts.close();
      }
    }
    return fronts;
  }

  private void launch(Engine engine, List<String> settings)
      throws IOException, InterruptedException {
    var cache =
        new EngineCache(
            EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home"))),
            Maven.find(System.getenv(), Path.of("")),
            System.out::println);
    var process =
        new EngineProcess(
            cache.install(engine),
            engine.word(),
            freePort(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            folder.resolve(engine.word()),
            settings);
    process.start();
    started.add(process);
    clusters.put(engine, new Cluster(engine, process.url()));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  FrontCertificate certificate() {
    return certificate;
  }

  Cluster cluster(Engine engine) {
    Cluster cluster = clusters.get(engine);
    if (cluster == null) {
      throw new IllegalArgumentException(engine + ": not started");
    }
    return cluster;
  }

  /** Each tag stands for itself; a rule that names its rank is not ambiguous with the others. */
  private String rules() {
    var rules = new StringBuilder();
    int salience = 100;
    for (Cluster cluster : clusters.values()) {
      rules.append(
          """
          rule "%1$s" salience %2$d when Query(clientTags contains "%1$s") then
            decision.route("%1$s");
          end
          """
              .formatted(cluster.name(), salience++));
    }
    return rules.toString();
  }

  /** A broker with all four in that mode; gives its address. */
  URI broker(String mode) throws IOException {
    Path own = Files.createDirectories(folder.resolve(mode));
    Path rules = Files.createDirectories(own.resolve("rules"));
    Files.writeString(rules.resolve("tags.drl"), rules());
    String list =
        clusters.values().stream()
            .map(cluster ->
                "  - { name: %1$s, group: %1$s, url: \"%2$s\", dialect: %3$s, uris: %4$s }\n"
                    .formatted(
                        cluster.name(),
                        cluster.url(),
                        cluster.engine().dialect() == Dialect.TRINO ? "trino" : "presto",
                        mode))
            .collect(Collectors.joining());
    Path file =
        Files.writeString(
            own.resolve("sluice.yaml"),
            """
            front: { host: 127.0.0.1, port: 0, tls: { keystore: "%s", password: %s } }
            admin: { port: 0 }
            rules: { directory: rules, defaultGroup: trino483 }
            store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
            clusters:
            %s\
            """
                .formatted(certificate.keystore(), FrontCertificate.PASSWORD, list));
    LocalBroker broker = LocalBroker.start(file);
    brokers.add(broker);
    return URI.create("https://127.0.0.1:" + broker.front().getPort());
  }

  @Override
  public void close() throws IOException {
    brokers.forEach(LocalBroker::close);
    for (EngineProcess process : started) {
      process.close();
    }
  }
}

package io.sluice.samples.bench.proxy;

import io.sluice.rules.ruleset.RuleFile;
import io.sluice.samples.bench.Mix;
import io.sluice.samples.bench.RuleTexts;
import io.sluice.samples.bench.fleet.FirstStatement;
import io.sluice.samples.bench.machine.BenchFailure;
import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.JavaFigures;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sluice of this checkout in a process of its own, started by {@code bin/sluice serve}, so with all
 * options that users have. Its audit goes to an H2 file in the lab's folder.
 */
public final class SluiceProcess implements Proxy, AutoCloseable {
  private static final Pattern FRONT = Pattern.compile("(?m)^front +(http\\S+)$");
  private static final Duration START = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final JavaFigures java;
  private final Path folder;
  private final URI url;
  private final String version;
  private final String queryId;

  private SluiceProcess(
      ChildProcess process,
      JavaFigures java,
      Path folder,
      URI url,
      String version,
      String queryId) {
    this.process = process;
    this.java = java;
    this.folder = folder;
    this.url = url;
    this.version = version;
    this.queryId = queryId;
  }

  /** Starts one and waits until it routes statements; it ends with the lab at the latest. */
  public static SluiceProcess start(Lab lab, Checkout checkout, SluiceSetup setup)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(lab.folder(), "sluice");
    Files.createDirectory(folder.resolve("rules"));
    for (RuleFile file : RuleTexts.files(setup.rules(), Mix.MIXED).files()) {
      Files.writeString(folder.resolve("rules").resolve(file.name()), file.text());
    }
    Path configuration = folder.resolve("sluice.yaml");
    Files.writeString(configuration, configuration(setup.clusters()));
    ChildProcess process =
        ChildProcess.start(
            lab,
            "sluice",
            command(checkout, setup, configuration),
            Map.of("SLUICE_JAVA_OPTS", String.join(" ", setup.javaOptions())));
    URI url = process.await(Duration.ofMillis(20), START, "address", () -> front(process));
    String queryId =
        process.await(Duration.ofMillis(50), START, "answer", () -> FirstStatement.submitTo(url));
    JavaFigures java = lab.add(JavaFigures.of(process.pid()));
    return new SluiceProcess(process, java, folder, url, checkout.version(lab), queryId);
  }

  private static List<String> command(Checkout checkout, SluiceSetup setup, Path configuration)
      throws IOException {
    var command = new ArrayList<String>();
    if (!setup.processors().isEmpty()) {
      command.addAll(Program.find("taskset", "util-linux").command("-c", setup.processors()));
    }
    command.addAll(
        List.of(checkout.sluice().toString(), "serve", "--config", configuration.toString()));
    return command;
  }

  private static Optional<URI> front(ChildProcess process) throws IOException {
    Matcher front = FRONT.matcher(process.output());
    return front.find() ? Optional.of(URI.create(front.group(1))) : Optional.empty();
  }

  private static String configuration(List<URI> clusters) {
    String listed =
        IntStream.range(0, clusters.size())
            .mapToObj(i ->
                """
                  - { name: c%d, groups: { adhoc: {}, etl: {} }, url: "%s", dialect: trino, capacity: 1000 }
                """
                    .formatted(i, clusters.get(i)))
            .collect(Collectors.joining());
    return """
    front: { host: 127.0.0.1, port: 0 }
    admin: { port: 0 }
    rules: { directory: rules, defaultGroup: adhoc }
    store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
    clusters:
    %s\
    """
        .formatted(listed);
  }

  /** Bytes of its data base and its journal. */
  public long diskBytes() throws IOException {
    long bytes = 0;
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += file.toFile().length();
      }
    }
    return bytes;
  }

  /** The process, which is one. */
  public long pid() {
    return process.pid();
  }

  /** Why {@code what} could not be done. */
  public BenchFailure explain(String what, IOException failure) throws InterruptedException {
    return process.explain(what, failure);
  }

  /** Its Java machine. */
  public JavaFigures figures() {
    return java;
  }

  @Override
  public String name() {
    return "Sluice";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public String queryId() {
    return queryId;
  }

  @Override
  public List<Long> processes() {
    return process.family();
  }

  @Override
  public List<Long> database() {
    return List.of();
  }

  @Override
  public Optional<JavaFigures> java() {
    return Optional.of(java);
  }

  @Override
  public void close() throws IOException {
    try {
      java.close();
    } finally {
      process.close();
    }
  }
}

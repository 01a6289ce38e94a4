package io.sluice.samples.bench.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.FreePorts;
import io.sluice.samples.bench.machine.Lab;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sluice with the rules and groups of the quickstart, to be started again and again. */
public final class QuickstartSluice {
  private static final List<String> GROUPS =
      List.of("interactive", "batch", "dashboards", "finance", "presto");
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String GOOD = "HTTP/1.1 200 ";
  private static final Duration START = Duration.ofMinutes(1);

  private final Checkout checkout;
  private final Path configuration;
  private final URI info;
  private final String javaOptions;

  private QuickstartSluice(Checkout checkout, Path configuration, URI info, String javaOptions) {
    this.checkout = checkout;
    this.configuration = configuration;
    this.info = info;
    this.javaOptions = javaOptions;
  }

  /** Writes its configuration into a folder of its own, with an empty store. */
  public static QuickstartSluice in(
      Lab lab, Checkout checkout, List<URI> clusters, List<String> javaOptions) throws IOException {
    Path folder = Files.createTempDirectory(lab.folder(), "quickstart");
    int port = FreePorts.pick();
    Path configuration = folder.resolve("sluice.yaml");
    Path rules = checkout.root().resolve("samples/rules/quickstart");
    Files.writeString(configuration, configuration(port, rules, clusters));
    return new QuickstartSluice(
        checkout,
        configuration,
        URI.create("http://127.0.0.1:%d/v1/info".formatted(port)),
        String.join(" ", javaOptions));
  }

  /** How many clusters it takes. */
  public static int clusters() {
    return GROUPS.size();
  }

  /** Starts it, waits until it answers, stops it; how long the start took. */
  public Duration start(Lab lab) throws IOException, InterruptedException {
    long start = System.nanoTime();
    ChildProcess process =
        ChildProcess.start(
            lab,
            "sluice",
            List.of(checkout.sluice().toString(), "serve", "--config", configuration.toString()),
            Map.of("SLUICE_JAVA_OPTS", javaOptions));
    try {
      return process.await(
          PAUSE,
          START,
          "answer",
          () ->
              answers()
                  ? Optional.of(Duration.ofNanos(System.nanoTime() - start))
                  : Optional.empty());
    } finally {
      lab.end(process);
    }
  }

  /** Whatever this costs is missing to the start that it measures. */
  private boolean answers() throws IOException {
    try (var connection = new Socket(info.getHost(), info.getPort())) {
      connection.setSoTimeout((int) START.toMillis());
      connection
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(info.getPath(), info.getAuthority())
                  .getBytes(US_ASCII));
      byte[] start = connection.getInputStream().readNBytes(GOOD.length());
      return new String(start, US_ASCII).equals(GOOD);
    } catch (ConnectException _) {
      return false;
    }
  }

  private static String configuration(int port, Path rules, List<URI> clusters) {
    var yaml = new StringBuilder();
    yaml.append(
        """
        front: { host: 127.0.0.1, port: %d }
        admin: { port: 0 }
        rules: { directory: "%s", defaultGroup: interactive }
        store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
        clusters:
        """
            .formatted(port, rules));
    for (int i = 0; i < GROUPS.size(); i++) {
      yaml.append(
          "  - { name: %s-1, group: %1$s, url: \"%s\", dialect: trino }%n"
              .formatted(GROUPS.get(i), clusters.get(i)));
    }
    return yaml.toString();
  }
}

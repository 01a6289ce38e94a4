package io.sluice.samples.bench;

import io.sluice.broker.Broker;
import io.sluice.broker.Main;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a fleet costs a broker that nobody asks anything: 60 clusters in 200 groups, probes every
 * five seconds, 1,000 queries in flight. The clusters and the clients are another process, so this
 * one's CPU time is the broker's, and nothing is taken off it.
 *
 * <p>Arguments: seconds to measure (60), groups (200), queries (1000).
 */
public final class FleetUpkeep {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int PROCESSORS = 2;

  private FleetUpkeep() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = argument(arguments, 0, 60);
    int groups = argument(arguments, 1, 200);
    int queries = argument(arguments, 2, 1000);
    Path folder = Files.createTempDirectory("fleet-upkeep");
    try (var fleet = OtherProcess.start();
        Broker broker = broker(folder, fleet.clusters(), groups)) {
      fleet.ask(broker.frontAddress().getPort(), queries);
      pass(WARM_UP);
      System.out.printf("measuring %d s: %s%n", seconds, broker.vitals());
      CpuTime before = CpuTime.now();
      pass(Duration.ofSeconds(seconds));
      System.out.println(CpuTime.now().since(before));
      System.out.println("after: " + broker.vitals());
    }
  }

  private static int argument(String[] arguments, int index, int absent) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : absent;
  }

  private static void pass(Duration time) throws InterruptedException {
    var never = new CountDownLatch(1);
    var _ = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Broker broker(Path folder, List<String> urls, int groups) throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    ConfigReading reading =
        new ConfigReader(Map.of(), PROCESSORS).parse(yaml(urls, groups), "upkeep.yaml", folder);
    if (!(reading instanceof ConfigReading.Valid valid)) {
      throw new IOException(reading.toString());
    }
    Broker broker = Main.broker(valid.config());
    broker.start();
    return broker;
  }

  /** Each cluster serves one group; the other groups have none of their own and fall back. */
  private static String yaml(List<String> urls, int groups) {
    String listed =
        IntStream.range(0, groups)
            .mapToObj(
                i -> "  g%d: { fallback: [g%d] }".formatted(i, i == 0 ? 1 : i % Math.min(i, 60)))
            .collect(Collectors.joining("\n"));
    String clusters =
        IntStream.range(0, urls.size())
            .mapToObj(
                i -> "  - { name: c%d, group: g%d, url: \"%s\" }".formatted(i, i, urls.get(i)))
            .collect(Collectors.joining("\n"));
    return """
    front: { host: 127.0.0.1, port: 0 }
    admin: { port: 0 }
    rules: { directory: rules, defaultGroup: g0 }
    store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
    health: { interval: 5s, timeout: 2s }
    groups:
    %s
    clusters:
    %s
    """
        .formatted(listed, clusters);
  }
}

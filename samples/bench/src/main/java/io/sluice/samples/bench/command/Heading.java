package io.sluice.samples.bench.command;

import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Machine;
import io.sluice.samples.bench.machine.Program;
import io.sluice.samples.bench.proxy.Proxy;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What must stand over figures, for they mean nothing without it. */
final class Heading {
  private Heading() {}

  /** When, where and with which versions, in Markdown. */
  static String text(String title, InstantSource clock, List<? extends Proxy> proxies)
      throws IOException {
    String versions =
        proxies.stream()
            .map(proxy -> proxy.name() + " " + proxy.version() + "; ")
            .collect(Collectors.joining());
    return """
    ## %s

    - %s, %s
    - %sJava %s
    """
        .formatted(
            title,
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            Machine.here(),
            versions,
            Runtime.version());
  }

  /** The client and what it does, in Markdown. */
  static String load(Lab lab, LoadOptions load, Wrk client)
      throws IOException, InterruptedException {
    return """
    - clusters: nginx %s; client: wrk %s, 1 thread, %d connections (%d for pages of 1 MB), %,d different statements
    - medians of %d rounds of %d s after %d s of warm-up
    """
        .formatted(
            Program.find("nginx", "nginx").version(lab, "-v"),
            client.version(),
            load.connections,
            Workload.PAGE.connections(load.connections),
            load.texts,
            load.rounds,
            load.seconds,
            load.warmup);
  }

  /** How Sluice is set up, in Markdown. */
  static String sluice(SluiceOptions options, String rules) {
    return "- Sluice: %s, %s, SQL analysis, audit to an H2 file%n"
        .formatted(options.javaOptions, rules);
  }
}

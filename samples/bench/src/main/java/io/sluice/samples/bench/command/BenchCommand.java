package io.sluice.samples.bench.command;

import io.sluice.samples.bench.fleet.StubClusters;
import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.HaProxy;
import io.sluice.samples.bench.proxy.Measurement;
import io.sluice.samples.bench.proxy.Proxy;
import io.sluice.samples.bench.proxy.SluiceProcess;
import io.sluice.samples.bench.proxy.SluiceSetup;
import io.sluice.samples.bench.proxy.TrinoGateway;
import io.sluice.samples.bench.table.Budget;
import io.sluice.samples.bench.table.Figures;
import io.sluice.samples.bench.table.Numbers;
import io.sluice.samples.bench.table.ProxyTable;
import io.sluice.samples.bench.table.Results;
import io.sluice.samples.bench.table.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench}: Sluice beside other proxies, in one run on one machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure Sluice beside HAProxy and Trino Gateway: throughput, latency, CPU, memory.",
      "Prints a table in Markdown, and says which budgets are met. All on loopback and free ports;"
          + " needs nginx, wrk, and for the peers haproxy and postgresql.",
      "With the defaults it takes about 8 minutes. Only ratios within one run mean anything."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int CLUSTERS = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "PEER",
      defaultValue = "haproxy,trino-gateway",
      description = "What to compare with, of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Peer> peers = List.of();

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "WORKLOAD",
      defaultValue = "statement,poll,page,chunks",
      description = "What to measure, of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Workload> workloads = List.of();

  @Option(
      names = "--rules",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "100",
      description = "How many rules Sluice has. Default: ${DEFAULT-VALUE}.")
  private int rules;

  private final InstantSource clock;

  BenchCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      Wrk client = Wrk.find(lab, load.texts);
      var measurement = new Measurement(client, load.connections);
      List<Proxy> proxies = start(lab);
      for (Proxy proxy : proxies) {
        lab.tell("warming up %s, %d s".formatted(proxy.name(), load.warmup));
        WarmUp.of(measurement, proxy, workloads, load.warmup);
      }
      var results = new Results();
      for (Workload workload : workloads) {
        measure(lab, measurement, proxies, workload)
            .forEach(
                (proxy, rounds) -> results.put(workload.toString(), proxy, Figures.of(rounds)));
      }
      out.print(heading(lab, proxies, client));
      out.println();
      out.println(ProxyTable.text(results, "HAProxy"));
      out.print(Budget.text(results));
      out.flush();
    }
    return 0;
  }

  private SluiceOptions usual() {
    return options.after(SluiceOptions.USUAL_HEAP);
  }

  private List<Proxy> start(Lab lab) throws IOException, InterruptedException {
    Checkout checkout = Checkout.here();
    List<URI> clusters = StubClusters.start(lab, CLUSTERS).urls();
    var proxies = new ArrayList<Proxy>();
    if (peers.contains(Peer.HAPROXY)) {
      proxies.add(HaProxy.start(lab, clusters));
    }
    lab.tell("starting Sluice");
    proxies.add(
        SluiceProcess.start(lab, checkout, new SluiceSetup(clusters, rules, usual().java(), "")));
    if (peers.contains(Peer.TRINO_GATEWAY)) {
      lab.tell("starting Trino Gateway and PostgreSQL");
      proxies.add(TrinoGateway.start(lab, checkout, clusters));
    }
    return proxies;
  }

  /** The proxies take turns, so that what else goes on on the machine meets them all. */
  private Map<String, List<Round>> measure(
      Lab lab, Measurement measurement, List<Proxy> proxies, Workload workload)
      throws IOException, InterruptedException {
    var rounds = new LinkedHashMap<String, List<Round>>();
    for (int number = 1; number <= load.rounds; number++) {
      for (Proxy proxy : proxies) {
        Round round = measurement.round(proxy, workload, load.seconds);
        lab.tell(
            "%s, round %d of %d, %s: %s requests/s, %s µs of CPU each, %d errors"
                .formatted(
                    workload,
                    number,
                    load.rounds,
                    proxy.name(),
                    Numbers.text(round.rate()),
                    Numbers.text(round.cpuMicros()),
                    round.errors()));
        rounds.computeIfAbsent(proxy.name(), _ -> new ArrayList<>()).add(round);
      }
    }
    return rounds;
  }

  private String heading(Lab lab, List<Proxy> proxies, Wrk client)
      throws IOException, InterruptedException {
    return Heading.text("Proxies before two clusters", clock, proxies)
        + Heading.load(lab, load, client)
        + Heading.sluice(usual(), rules + " rules")
        + """
        - HAProxy: 1 thread, no decisions, no audit; Trino Gateway: -Xmx1g, 2 rules, SQL analysis, history in PostgreSQL
        - CPU is of the proxy's processes alone; clusters and client compete for the same processors
        """;
  }
}

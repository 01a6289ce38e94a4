package io.sluice.samples.bench.command;

import io.sluice.samples.bench.fleet.StubClusters;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.QuickstartSluice;
import io.sluice.samples.bench.table.MarkdownTable;
import io.sluice.samples.bench.table.Median;
import io.sluice.samples.bench.table.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench start}: how long until it answers. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how long 'bin/sluice serve' takes from its start until /v1/info answers,"
          + " with the rules and groups of the quickstart.",
      "Once over an empty store and once again over the same store, ten times. Exit code 1 when the"
          + " slowest is above the budget of 3 seconds."
    })
final class StartCommand implements Callable<Integer> {
  private static final double BUDGET_MILLIS = 3000;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "10",
      description = "How many times. Default: ${DEFAULT-VALUE}.")
  private int runs;

  StartCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      List<URI> clusters = StubClusters.start(lab, QuickstartSluice.clusters()).urls();
      var first = new ArrayList<Double>();
      var again = new ArrayList<Double>();
      for (int run = 1; run <= runs; run++) {
        var sluice = QuickstartSluice.in(lab, Checkout.here(), clusters, options.java());
        first.add(sluice.start(lab).toNanos() / 1e6);
        again.add(sluice.start(lab).toNanos() / 1e6);
        lab.tell(
            "run %d of %d: %s ms, again %s ms"
                .formatted(
                    run, runs, Numbers.text(first.getLast()), Numbers.text(again.getLast())));
      }
      var table = new MarkdownTable("start", "median ms", "fastest ms", "slowest ms");
      row(table, "over an empty store", first);
      row(table, "over the same store", again);
      out.print(Heading.text("Start to first answer", clock, List.of()));
      out.printf("- Sluice %s%n", Checkout.here().version(lab));
      out.printf(
          "- %d runs of bin/sluice serve %s; 5 clusters, rules of the quickstart%n",
          runs, options.javaOptions);
      out.println();
      out.println(table.text());
      double slowest = Math.max(Collections.max(first), Collections.max(again));
      out.printf(
          "slowest %s ms (budget: at most %s ms): %s%n",
          Numbers.text(slowest),
          Numbers.text(BUDGET_MILLIS),
          slowest <= BUDGET_MILLIS ? "met" : "**missed**");
      out.flush();
      return slowest <= BUDGET_MILLIS ? 0 : 1;
    }
  }

  private static void row(MarkdownTable table, String name, List<Double> millis) {
    table.row(
        name,
        Numbers.text(Median.of(millis)),
        Numbers.text(Collections.min(millis)),
        Numbers.text(Collections.max(millis)));
  }
}

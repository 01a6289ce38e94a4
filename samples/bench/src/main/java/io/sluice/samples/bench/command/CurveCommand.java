package io.sluice.samples.bench.command;

import io.sluice.samples.bench.fleet.StubClusters;
import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.Measurement;
import io.sluice.samples.bench.proxy.SluiceProcess;
import io.sluice.samples.bench.proxy.SluiceSetup;
import io.sluice.samples.bench.table.Figures;
import io.sluice.samples.bench.table.Numbers;
import io.sluice.samples.bench.table.Round;
import io.sluice.samples.bench.table.VariantTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench curve}: how the cost of a statement grows. */
@Command(
    name = "curve",
    mixinStandardHelpOptions = true,
    description = {
      "Measure statements with 1 to 1,000 rules, before 3 to 60 clusters, on 1 and 2 processors.",
      "Each row is a Sluice of its own; with the defaults they take about 15 minutes."
    })
final class CurveCommand implements Callable<Integer> {
  private static final List<Integer> RULES = List.of(1, 10, 100, 1000);
  private static final List<Integer> CLUSTERS = List.of(3, 30, 60);
  private static final List<String> PROCESSORS = List.of("0", "0,1");
  private static final int USUAL_RULES = 100;
  private static final int USUAL_CLUSTERS = 2;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--only",
      paramLabel = "CURVE",
      split = ",",
      defaultValue = "rules,clusters,processors",
      description = "Which curves, of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Curve> only = List.of();

  /** What grows. */
  enum Curve {
    RULES,
    CLUSTERS,
    PROCESSORS
  }

  CurveCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      Wrk client = Wrk.find(lab, load.texts);
      var measurement = new Measurement(client, load.connections);
      List<URI> clusters = StubClusters.start(lab, CLUSTERS.getLast()).urls();
      List<URI> usual = clusters.subList(0, USUAL_CLUSTERS);
      out.print(Heading.text("Statements", clock, List.of()));
      out.printf("- Sluice %s%n", Checkout.here().version(lab));
      out.print(Heading.load(lab, load, client));
      out.print(
          Heading.sluice(
              usual(), "100 rules, 2 clusters and all processors where nothing else is said"));
      out.println();
      if (only.contains(Curve.RULES)) {
        var table = new VariantTable("rules");
        for (int rules : RULES) {
          row(lab, measurement, table, Numbers.text(rules), setup(usual, rules, ""));
        }
        out.println(table.text());
      }
      if (only.contains(Curve.CLUSTERS)) {
        var table = new VariantTable("clusters");
        for (int count : CLUSTERS) {
          SluiceSetup setup = setup(clusters.subList(0, count), USUAL_RULES, "");
          row(lab, measurement, table, Integer.toString(count), setup);
        }
        out.println(table.text());
      }
      if (only.contains(Curve.PROCESSORS)) {
        var table = new VariantTable("pinned to processors");
        for (String processors : PROCESSORS) {
          row(lab, measurement, table, processors, setup(usual, USUAL_RULES, processors));
        }
        out.println(table.text());
      }
      out.flush();
    }
    return 0;
  }

  private SluiceOptions usual() {
    return options.after(SluiceOptions.USUAL_HEAP);
  }

  private SluiceSetup setup(List<URI> clusters, int rules, String processors) {
    return new SluiceSetup(clusters, rules, usual().java(), processors);
  }

  private void row(
      Lab lab, Measurement measurement, VariantTable table, String variant, SluiceSetup setup)
      throws IOException, InterruptedException {
    lab.tell(
        "%d rules, %d clusters, processors %s"
            .formatted(
                setup.rules(),
                setup.clusters().size(),
                setup.processors().isEmpty() ? "all" : setup.processors()));
    SluiceProcess sluice = lab.add(SluiceProcess.start(lab, Checkout.here(), setup));
    WarmUp.of(measurement, sluice, List.of(Workload.STATEMENT), load.warmup);
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < load.rounds; i++) {
      Round round = measurement.round(sluice, Workload.STATEMENT, load.seconds);
      lab.tell("  %s requests/s".formatted(Numbers.text(round.rate())));
      rounds.add(round);
    }
    lab.end(sluice);
    table.row(variant, Figures.of(rounds));
  }
}

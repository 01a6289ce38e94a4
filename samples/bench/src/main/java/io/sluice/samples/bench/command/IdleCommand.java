package io.sluice.samples.bench.command;

import io.sluice.samples.bench.fleet.StubClusters;
import io.sluice.samples.bench.load.IdleConnections;
import io.sluice.samples.bench.load.Workload;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.machine.BenchFailure;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Usage;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.Measurement;
import io.sluice.samples.bench.proxy.SluiceProcess;
import io.sluice.samples.bench.proxy.SluiceSetup;
import io.sluice.samples.bench.table.MarkdownTable;
import io.sluice.samples.bench.table.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench idle}: what connections cost that only stay. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    description = {
      "Measure Sluice's memory with 10,000 connections that have asked once and then stay.",
      "Its heap is 160 MB, which leaves room for statements beside them.",
      "Exit code 1 when it is above the budget of 400 MB, or when one is lost."
    })
final class IdleCommand implements Callable<Integer> {
  private static final int RULES = 100;

  /** Java keeps what it once took, so the most of the heap is what shows in the end. */
  private static final String HEAP = "-Xmx160m";

  private static final double BUDGET_MEGABYTES = 400;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "10000",
      description = "How many connections. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      converter = Positive.class,
      defaultValue = "10",
      description =
          "Seconds of statements before, as a broker in use has seen. Default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      converter = Positive.class,
      defaultValue = "30",
      description = "How long they stay before the last look. Default: ${DEFAULT-VALUE}.")
  private int hold;

  IdleCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      SluiceOptions small = options.after(HEAP);
      var setup = new SluiceSetup(StubClusters.start(lab, 2).urls(), RULES, small.java(), "");
      SluiceProcess sluice = lab.add(SluiceProcess.start(lab, Checkout.here(), setup));
      lab.tell("warming up, %d s".formatted(warmup));
      var measurement = new Measurement(Wrk.find(lab, 1000), 64);
      WarmUp.of(measurement, sluice, List.of(Workload.STATEMENT), warmup);
      var table = new MarkdownTable("when", "RSS MB", "heap after collection MB", "open files");
      look(table, "before", sluice);
      var idle = lab.add(new IdleConnections(sluice.url()));
      lab.tell("opening %d connections".formatted(connections));
      open(idle, sluice);
      double resident = look(table, "with %,d connections".formatted(connections), sluice);
      boolean _ = new CountDownLatch(1).await(hold, TimeUnit.SECONDS);
      resident = Math.max(resident, look(table, hold + " s later", sluice));
      int answered = idle.askAll();
      resident = Math.max(resident, look(table, "after each has asked again", sluice));
      out.print(Heading.text("Idle connections", clock, List.of(sluice)));
      out.print(Heading.sluice(small, RULES + " rules"));
      out.println();
      out.println(table.text());
      boolean good = resident < BUDGET_MEGABYTES && answered == connections;
      out.printf(
          "%,d of %,d connections still answer; %s MB resident at most (budget: below %s MB): %s%n",
          answered,
          connections,
          Numbers.text(resident),
          Numbers.text(BUDGET_MEGABYTES),
          good ? "met" : "**missed**");
      out.flush();
      return good ? 0 : 1;
    }
  }

  private void open(IdleConnections idle, SluiceProcess sluice)
      throws BenchFailure, InterruptedException {
    for (int i = 0; i < connections; i++) {
      try {
        idle.open();
      } catch (IOException e) {
        throw sluice.explain("%,d connections could be opened".formatted(i), e);
      }
    }
  }

  /** Looks at the memory before anything is collected, since that is what the machine must have. */
  private static double look(MarkdownTable table, String when, SluiceProcess sluice)
      throws IOException {
    double resident = Usage.of(sluice.processes()).residentBytes() / 1e6;
    int files = Usage.openFiles(sluice.pid());
    double heap = sluice.figures().heapAfterCollection() / 1e6;
    table.row(when, Numbers.text(resident), Numbers.text(heap), "%,d".formatted(files));
    return resident;
  }
}

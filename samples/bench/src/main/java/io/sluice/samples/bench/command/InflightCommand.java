package io.sluice.samples.bench.command;

import io.sluice.samples.bench.load.HeldQueries;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Usage;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.SluiceProcess;
import io.sluice.samples.bench.proxy.SluiceSetup;
import io.sluice.samples.bench.table.MarkdownTable;
import io.sluice.samples.bench.table.Numbers;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench inflight}: many queries at once in a small heap. */
@Command(
    name = "inflight",
    mixinStandardHelpOptions = true,
    description = {
      "Run 1,000 queries at once, each with several pages of 1 MB, through a Sluice of 256 MB.",
      "Exit code 1 when one does not finish with all its pages."
    })
final class InflightCommand implements Callable<Integer> {
  private static final int RULES = 100;
  private static final int CLUSTERS = 2;
  private static final long LEAST_PAGE_BYTES = 900_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int FAILURES_SHOWN = 5;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--queries",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "1000",
      description = "How many queries at once. Default: ${DEFAULT-VALUE}.")
  private int queries;

  @Option(
      names = "--pages",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "8",
      description = "Pages of 1 MB that each has. Default: ${DEFAULT-VALUE}.")
  private int pages;

  InflightCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      SluiceOptions small = options.after(SluiceOptions.SMALL_HEAP);
      var setup = new SluiceSetup(standIns(lab), RULES, small.java(), "");
      SluiceProcess sluice = lab.add(SluiceProcess.start(lab, Checkout.here(), setup));
      var table = new MarkdownTable("when", "RSS MB", "heap after collection MB");
      look(table, "before", sluice);
      String sql = "SELECT 1 -- stand-in: pages=%d, pageBytes=1MiB".formatted(pages);
      var held = lab.add(new HeldQueries(sluice.url(), queries, sql));
      lab.tell("submitting %d queries".formatted(queries));
      held.start();
      held.awaitSubmitted();
      look(table, "all submitted", sluice);
      lab.tell("reading %d pages of 1 MB".formatted(queries * pages));
      long start = System.nanoTime();
      held.goOn();
      double highest = 0;
      while (!held.awaitEnd(BETWEEN_LOOKS)) {
        highest = Math.max(highest, resident(sluice));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      table.row("highest while pages came", Numbers.text(highest), "–");
      look(table, "all ended", sluice);
      var failures = new ArrayList<String>();
      List<HeldQueries.Result> finished = held.finished(failures);
      finished.stream()
          .filter(result -> result.bytes() < pages * LEAST_PAGE_BYTES)
          .forEach(result -> failures.add("too few bytes: " + result));
      out.print(Heading.text("Queries in flight", clock, List.of(sluice)));
      out.print(Heading.sluice(small, RULES + " rules"));
      out.println("- the two clusters are stand-ins in the process of the clients");
      out.println();
      out.println(table.text());
      out.printf(
          "%,d of %,d queries finished, %s GB in %s s, %,d failed%n",
          finished.size(),
          queries,
          Numbers.text(finished.stream().mapToLong(HeldQueries.Result::bytes).sum() / 1e9),
          Numbers.text(seconds),
          failures.size());
      failures.stream().limit(FAILURES_SHOWN).forEach(out::println);
      out.flush();
      return failures.isEmpty() ? 0 : 1;
    }
  }

  private static List<URI> standIns(Lab lab) {
    var urls = new ArrayList<URI>();
    for (int i = 0; i < CLUSTERS; i++) {
      urls.add(lab.add(StandInCluster.builder().name("c" + i).remembered(1).build().start()).url());
    }
    return urls;
  }

  private static double resident(SluiceProcess sluice) throws IOException {
    return Usage.of(sluice.processes()).residentBytes() / 1e6;
  }

  private static void look(MarkdownTable table, String when, SluiceProcess sluice)
      throws IOException {
    String resident = Numbers.text(resident(sluice));
    table.row(when, resident, Numbers.text(sluice.figures().heapAfterCollection() / 1e6));
  }
}

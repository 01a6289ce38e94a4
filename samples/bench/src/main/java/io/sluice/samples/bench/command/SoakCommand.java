package io.sluice.samples.bench.command;

import io.sluice.samples.bench.fleet.StubClusters;
import io.sluice.samples.bench.load.Wrk;
import io.sluice.samples.bench.load.WrkReport;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Usage;
import io.sluice.samples.bench.proxy.Checkout;
import io.sluice.samples.bench.proxy.SluiceProcess;
import io.sluice.samples.bench.proxy.SluiceSetup;
import io.sluice.samples.bench.table.Numbers;
import io.sluice.samples.bench.table.SoakMinute;
import io.sluice.samples.bench.table.SoakVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench soak}: whether memory, threads and files stay flat. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Run queries through Sluice at half of what it can do, and tell each minute what it uses.",
      "A query is a statement and four polls of it. Exit code 1 when something grows or fails."
    })
final class SoakCommand implements Callable<Integer> {
  private static final int RULES = 100;
  private static final int POLLS = 4;
  private static final int TEXTS = 1000;
  private static final int MINUTE = 60;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SluiceOptions options = new SluiceOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "30",
      description =
          "How long, the first minute at full speed not counted. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Positive.class,
      description = "Requests a second, about. Default: half of what the first minute shows.")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "64",
      description = "Connections of the client. Default: ${DEFAULT-VALUE}.")
  private int connections;

  SoakCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lab lab = Lab.open(spec.commandLine().getErr())) {
      SluiceOptions small = options.after(SluiceOptions.SMALL_HEAP);
      var setup = new SluiceSetup(StubClusters.start(lab, 2).urls(), RULES, small.java(), "");
      SluiceProcess sluice = lab.add(SluiceProcess.start(lab, Checkout.here(), setup));
      Wrk client = Wrk.find(lab, TEXTS);
      out.print(Heading.text("Soak", clock, List.of(sluice)));
      out.print(Heading.sluice(small, RULES + " rules"));
      lab.tell("a minute at full speed");
      WrkReport full = client.runQueries(sluice.url(), POLLS, 0, connections, MINUTE);
      double wished = rate.map(Integer::doubleValue).orElse(full.rate() / 2);
      int pause = pauseMillis(wished);
      out.printf(
          "- full speed: %s requests/s, %d errors; wished: %s, so each of %d connections waits %d ms between requests%n",
          Numbers.text(full.rate()), full.errors(), Numbers.text(wished), connections, pause);
      out.println();
      out.println(
          "| minute | requests/s | errors | RSS MB | heap after collection MB | threads | open files | disk MB |");
      out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
      var all = new ArrayList<SoakMinute>();
      for (int number = 1; number <= minutes; number++) {
        SoakMinute minute =
            look(sluice, client.runQueries(sluice.url(), POLLS, pause, connections, MINUTE));
        all.add(minute);
        out.println(line(number, minute));
        out.flush();
      }
      SoakVerdict verdict = SoakVerdict.of(all);
      out.println();
      out.println(verdict.text());
      out.println(verdict.flat() ? "flat" : "**not flat**");
      out.flush();
      return verdict.flat() ? 0 : 1;
    }
  }

  /** A connection asks, has an answer within a millisecond or so, and waits: about so long. */
  private int pauseMillis(double wished) {
    return (int) Math.max(1, Math.round(connections * 1000 / wished) - 1);
  }

  /** Memory first: the collection that follows gives some of it back. */
  private static SoakMinute look(SluiceProcess sluice, WrkReport report) throws IOException {
    Usage usage = Usage.of(sluice.processes());
    return new SoakMinute(
        report.rate(),
        report.errors(),
        usage.residentBytes() / 1e6,
        sluice.figures().heapAfterCollection() / 1e6,
        usage.threads(),
        Usage.openFiles(sluice.pid()),
        sluice.diskBytes() / 1e6);
  }

  private static String line(int number, SoakMinute minute) {
    return "| %d | %s | %d | %s | %s | %d | %d | %s |"
        .formatted(
            number,
            Numbers.text(minute.rate()),
            minute.errors(),
            Numbers.text(minute.residentMegabytes()),
            Numbers.text(minute.heapMegabytes()),
            minute.threads(),
            minute.openFiles(),
            Numbers.text(minute.diskMegabytes()));
  }
}

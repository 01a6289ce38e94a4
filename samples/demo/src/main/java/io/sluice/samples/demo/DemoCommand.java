package io.sluice.samples.demo;

import io.sluice.broker.command.Argument;
import io.sluice.broker.command.Arguments;
import io.sluice.samples.demo.disk.DemoFolder;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.Maven;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.fleet.Fleet;
import io.sluice.samples.demo.fleet.LightFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Starts a fleet and a broker before it, says what to try, and waits for the end.
 *
 * <p>Exit code 0 when told to stop; a failed start throws, with what to do in the message, after
 * what was started has been stopped.
 */
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_PORTS = 65_535;

  private final BrokerStart broker;
  private final Function<PrintWriter, StopSignal> stopSignal;
  private final Map<String, String> environment;
  private final Argument<Boolean> light =
      Arguments.flag("--light", "Stand-ins instead of real clusters.");
  private final Argument<Integer> frontPort = port("--front-port", "clients", 8080);
  private final Argument<Integer> adminPort = port("--admin-port", "operators", 8090);
  private final Argument<Path> keptFolder =
      Arguments.of(
          Path.class,
          Path::of,
          OptionSpec.builder("--folder")
              .paramLabel("DIR")
              .description(
                  "A new or empty folder for rules, data and logs, kept afterwards. Default: a temporary one, deleted."));
  private final CommandSpec spec =
      Arguments.command(
              "demo",
              "Try Sluice: a fleet of clusters on this machine, a broker before it, rules to play with.",
              this)
          .add(light.spec())
          .add(frontPort.spec())
          .add(adminPort.spec())
          .add(keptFolder.spec());

  /**
   * @param broker starts the broker
   * @param stopSignal tells when to stop; takes where to write errors
   * @param environment the process's environment variables
   */
  public DemoCommand(
      BrokerStart broker,
      Function<PrintWriter, StopSignal> stopSignal,
      Map<String, String> environment) {
    this.broker = broker;
    this.stopSignal = stopSignal;
    this.environment = Map.copyOf(environment);
    Arguments.footer(
        spec,
        "The clusters are real: two Trino and one Presto, fetched once from Maven Central (about",
        "300 MB), 15 to 60 seconds to start, 2 GB of memory. With --light they are stand-ins that",
        "start at once.");
  }

  private static Argument<Integer> port(String name, String whose, int usual) {
    return Arguments.of(
        Integer.class,
        DemoCommand::port,
        OptionSpec.builder(name)
            .paramLabel("PORT")
            .defaultValue(String.valueOf(usual))
            .description(
                "Port for %s; 0 picks a free one. Default: ${DEFAULT-VALUE}.".formatted(whose)));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MOST_PORTS) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new TypeConversionException("'%s' (expected: a port, 0 to 65535)".formatted(text));
  }

  /** How it is called. */
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DemoFolder folder =
        keptFolder.given().isPresent()
            ? DemoFolder.kept(keptFolder.value())
            : DemoFolder.temporary();
    var started = new StartedParts();
    boolean running = false;
    try {
      Fleet fleet = light.value() ? LightFleet.start() : realFleet(folder, out);
      started.add(fleet::close);
      BrokerStart.RunningBroker front = broker.start(configure(folder, fleet));
      started.add(front::close);
      var welcome =
          new Welcome(light.value(), front.front(), front.admin(), folder.path(), fleet.members());
      out.print(welcome.text(spec.commandLine().getColorScheme().ansi()));
      out.flush();
      running = true;
    } finally {
      if (!running) {
        giveUp(started, folder);
      }
    }
    stopSignal
        .apply(spec.commandLine().getErr())
        .awaitThenStop(() -> {
          started.stop();
          folder.close();
        });
    return 0;
  }

  /** Real engines' logs stay: the message of the failure points there. */
  private void giveUp(StartedParts started, DemoFolder folder) throws IOException {
    started.stop();
    if (light.value()) {
      folder.close();
    }
  }

  private Fleet realFleet(DemoFolder folder, PrintWriter out)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("user.home"));
    var cache =
        new EngineCache(
            EngineCache.defaultRoot(environment, home),
            Maven.find(environment, Path.of("")),
            line -> tell(out, line));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return DemoFleet.start(cache, java, folder.path().resolve("engines"), line -> tell(out, line));
  }

  private Path configure(DemoFolder folder, Fleet fleet) throws IOException {
    QuickstartRules.copyTo(folder.path().resolve("rules"));
    var configuration =
        new DemoConfiguration(
            frontPort.value(), adminPort.value(), ZoneId.systemDefault(), fleet.members());
    return Files.writeString(folder.path().resolve("sluice.yaml"), configuration.yaml());
  }

  private static void tell(PrintWriter out, String line) {
    out.println("  " + line);
    out.flush();
  }
}

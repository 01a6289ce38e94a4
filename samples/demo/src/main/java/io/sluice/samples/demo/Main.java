package io.sluice.samples.demo;

import io.sluice.broker.command.Terminal;
import java.util.List;
import picocli.CommandLine;

/** The command line's entry in a source checkout: all commands of the broker, and {@code demo}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    var demo = new DemoCommand(LocalBroker::start, StopSignal::ofProcess, System.getenv());
    System.exit(
        io.sluice.broker.Main.command(terminal, List.of(new CommandLine(demo.spec())))
            .run(arguments));
  }
}

package io.sluice.samples.bench.command;

import io.sluice.broker.command.Terminal;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;

/** The entry of {@code bin/sluice bench}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    CommandLine bench = bench(InstantSource.system());
    System.exit(io.sluice.broker.Main.command(terminal, List.of(bench)).run(arguments));
  }

  static CommandLine bench(InstantSource clock) {
    return new CommandLine(new BenchCommand(clock))
        .addSubcommand(new CurveCommand(clock))
        .addSubcommand(new IdleCommand(clock))
        .addSubcommand(new InflightCommand(clock))
        .addSubcommand(new StartCommand(clock))
        .addSubcommand(new SoakCommand(clock))
        .addSubcommand(new JmhCommand())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

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
    CommandLine bench =
        new CommandLine(new BenchCommand(InstantSource.system()))
            .setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(io.sluice.broker.Main.command(terminal, List.of(bench)).run(arguments));
  }
}

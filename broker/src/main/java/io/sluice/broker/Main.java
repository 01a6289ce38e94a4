package io.sluice.broker;

import io.sluice.broker.command.LocalReplay;
import io.sluice.broker.command.LocalRules;
import io.sluice.broker.command.RemoteReplay;
import io.sluice.broker.command.SluiceCommand;
import io.sluice.broker.command.Terminal;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;

/** The command line's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    System.exit(command(terminal, List.of()).run(arguments));
  }

  /** The command {@code sluice} with further subcommands. */
  public static SluiceCommand command(Terminal terminal, List<CommandLine> extras) {
    var rules = new LocalRules();
    return new SluiceCommand(
        new Serve(terminal),
        rules,
        rules,
        rules,
        RemoteReplay::new,
        config -> new LocalReplay(config, InstantSource.system()),
        terminal,
        ConfigReader.ofProcess(),
        InstantSource.system(),
        extras);
  }

  /** A broker that is ready to be started. */
  public static Broker broker(BrokerConfig config) {
    return Serve.of(config);
  }
}

package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice serve}: runs a broker. */
final class ServeCommand implements Callable<Integer> {
  private final Serving serving;
  private final ConfigFiles configs;
  private final Terminal terminal;
  private final Argument<Path> config = Arguments.requiredConfig();

  ServeCommand(Serving serving, ConfigFiles configs, Terminal terminal) {
    this.serving = serving;
    this.configs = configs;
    this.terminal = terminal;
  }

  CommandSpec spec() {
    CommandSpec spec =
        Arguments.command("serve", "Run a broker until it is told to stop.", this)
            .add(config.spec());
    Arguments.footer(
        spec,
        "Prints the configuration in force, without secrets, and then the addresses.",
        "The environment: SLUICE_LOG_LEVEL is ERROR, WARN, INFO (the default) or DEBUG.",
        "",
        "Example:",
        "  sluice serve --config sluice.yaml");
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file = config.value();
    Optional<BrokerConfig> read = configs.read(file);
    if (read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    terminal.err().println("# The configuration in force, from " + file);
    terminal.err().print(read.get().effective());
    terminal.err().flush();
    return serving.serve(read.get());
  }
}

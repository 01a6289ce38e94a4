package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code sluice}: parses what the user typed and runs it.
 *
 * <p>Exit codes: 0 good, 1 findings (or a failure), 2 wrong usage. Nothing here ends the process.
 */
public final class SluiceCommand {
  private final CommandLine root;

  /**
   * @param remoteReplay replays through the broker at an admin address
   * @param localReplay replays out of the store of a configuration
   * @param extras further subcommands, under their own names
   */
  public SluiceCommand(
      Serving serving,
      RuleChecking checking,
      RuleExplaining explaining,
      RuleTesting testing,
      Function<URI, RuleReplaying> remoteReplay,
      Function<BrokerConfig, RuleReplaying> localReplay,
      Terminal terminal,
      ConfigReader reader,
      InstantSource clock,
      List<CommandLine> extras) {
    var configs = new ConfigFiles(reader, terminal);
    var findings = new Findings(terminal);
    CommandSpec rules =
        Arguments.command("rules", "Look at rules without a broker.")
            .addSubcommand("check", new RulesCheckCommand(checking, configs, terminal).spec())
            .addSubcommand(
                "test", new RulesTestCommand(testing, configs, findings, terminal).spec())
            .addSubcommand(
                "explain",
                new RulesExplainCommand(explaining, configs, findings, terminal, clock).spec())
            .addSubcommand(
                "replay",
                new RulesReplayCommand(remoteReplay, localReplay, configs, terminal, clock).spec());
    CommandSpec spec =
        Arguments.command("sluice", "Route statements to Trino and Presto clusters by rules.")
            .addOption(Arguments.version())
            .versionProvider(new ProductVersion())
            .addSubcommand("serve", new ServeCommand(serving, configs, terminal).spec())
            .addSubcommand("check", new CheckCommand(checking, configs, findings, terminal).spec())
            .addSubcommand("rules", rules);
    Arguments.footer(
        spec,
        "Exit codes: 0 good, 1 findings or a failure, 2 wrong usage.",
        "Help for each command: sluice COMMAND --help");
    root = new CommandLine(spec);
    extras.forEach(extra -> root.addSubcommand(extra.getCommandName(), withVersion(extra)));
    root.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(SluiceCommand::execute)
        .setParameterExceptionHandler(new WrongUsage(terminal))
        .setExecutionExceptionHandler(new Failure(terminal));
  }

  private static CommandLine withVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new ProductVersion());
    command.getSubcommands().values().forEach(SluiceCommand::withVersion);
    return command;
  }

  /**
   * Runs what {@code arguments} say and waits for its end.
   *
   * @return the exit code
   */
  public int run(String... arguments) {
    return root.execute(arguments);
  }

  /** Help must come at once: logging is set up only for what may log. */
  private static int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}

package io.sluice.broker.command;

import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.config.BrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice check}: says whether a broker would start with this configuration. */
final class CheckCommand implements Callable<Integer> {
  private final RuleChecking checking;
  private final ConfigFiles configs;
  private final Findings findings;
  private final Terminal terminal;
  private final Argument<Path> config = Arguments.requiredConfig();
  private final Argument<Boolean> effective =
      Arguments.flag(
          "--effective", "Print the configuration in force, without secrets, and nothing else.");

  CheckCommand(RuleChecking checking, ConfigFiles configs, Findings findings, Terminal terminal) {
    this.checking = checking;
    this.configs = configs;
    this.findings = findings;
    this.terminal = terminal;
  }

  CommandSpec spec() {
    CommandSpec spec =
        Arguments.command("check", "Check a configuration and its rules; start nothing.", this)
            .add(config.spec())
            .add(effective.spec());
    Arguments.footer(
        spec,
        "Tells every mistake with its place. Warnings about rules leave the exit code at 0.",
        "",
        "Examples:",
        "  sluice check --config sluice.yaml",
        "  sluice check --config sluice.yaml --effective > effective.yaml");
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Path file = config.value();
    Optional<BrokerConfig> read = configs.read(file);
    if (read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    if (effective.value()) {
      terminal.out().print(read.get().effective());
      terminal.out().flush();
      return ExitCode.GOOD;
    }
    summarise(file, read.get());
    boolean certificateIsGood = configs.certificate(read.get());
    boolean teamsAreGood = configs.teams(read.get()).isPresent();
    Path rules = read.get().rules().directory();
    int rulesCode = findings.tell(rules, checking.check(rules, read));
    return teamsAreGood && certificateIsGood ? rulesCode : ExitCode.FINDINGS;
  }

  private void summarise(Path file, BrokerConfig config) {
    terminal
        .out()
        .printf(
            "%s: good: %s, %s%n",
            file,
            Words.count(config.groups().size(), "group"),
            Words.count(config.clusters().size(), "cluster"));
    config.groups().forEach(group -> terminal.out().println("  " + described(group, config)));
  }

  private static String described(GroupSpec group, BrokerConfig config) {
    long clusters =
        config.clusters().stream().filter(it -> it.in(group.name()).isPresent()).count();
    String fallback = group.fallback().isEmpty() ? "" : ", fallback " + group.fallback();
    return "group %s: %s, %s%s"
        .formatted(
            group.name(), Words.count((int) clusters, "cluster"), group.selection(), fallback);
  }
}

package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice rules check}: compiles a folder of rules. */
final class RulesCheckCommand implements Callable<Integer> {
  private final RuleChecking checking;
  private final ConfigFiles configs;
  private final Findings findings;
  private final Argument<Path> directory = Arguments.ruleDirectory();
  private final Argument<Path> config =
      Arguments.optionalConfig("Check the groups and clusters that rules name against this file.");

  RulesCheckCommand(RuleChecking checking, ConfigFiles configs, Findings findings) {
    this.checking = checking;
    this.configs = configs;
    this.findings = findings;
  }

  CommandSpec spec() {
    CommandSpec spec =
        Arguments.command("check", "Compile a folder of rules and tell what is wrong.", this)
            .add(directory.spec())
            .add(config.spec());
    Arguments.footer(
        spec,
        "Warnings leave the exit code at 0.",
        "",
        "Examples:",
        "  sluice rules check rules",
        "  sluice rules check rules --config sluice.yaml");
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Path rules = directory.value();
    Optional<Path> file = config.given();
    Optional<BrokerConfig> read = file.flatMap(configs::read);
    if (file.isPresent() && read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    return findings.tell(rules, checking.check(rules, read));
  }
}

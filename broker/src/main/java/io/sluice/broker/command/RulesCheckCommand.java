package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.ruleset.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sluice rules check}: compiles a folder of rules. */
final class RulesCheckCommand implements Callable<Integer> {
  private final RuleChecking checking;
  private final ConfigFiles configs;
  private final Terminal terminal;
  private final Argument<Path> directory = Arguments.ruleDirectory();
  private final Argument<Path> config =
      Arguments.optionalConfig("Check the groups and clusters that rules name against this file.");
  private final Argument<Boolean> strict =
      Arguments.flag("--strict", "A warning is as bad as an error: the exit code is 1.");
  private final Argument<Boolean> json = Arguments.flag("--json", "Print JSON.");

  RulesCheckCommand(RuleChecking checking, ConfigFiles configs, Terminal terminal) {
    this.checking = checking;
    this.configs = configs;
    this.terminal = terminal;
  }

  CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
                "check",
                "Compile a folder of rules, run its tests, tell what is wrong or not meant.",
                this)
            .add(directory.spec())
            .add(config.spec())
            .add(strict.spec())
            .add(json.spec());
    Arguments.footer(
        spec,
        "The exit code is 1 when the rules can't be used; warnings leave it at 0, unless --strict is given.",
        "",
        "Examples:",
        "  sluice rules check rules",
        "  sluice rules check rules --config sluice.yaml --strict");
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
    Compilation compilation = checking.check(rules, read);
    var report = new CheckReport(rules, compilation);
    if (json.value()) {
      terminal.out().print(report.json());
      terminal.out().flush();
    } else {
      report.print(terminal);
    }
    if (compilation instanceof Compilation.Compiled compiled) {
      compiled.ruleSet().close();
    }
    return report.code(strict.value());
  }
}

package io.sluice.broker.command;

import io.sluice.broker.command.RuleTesting.Answer.Refused;
import io.sluice.broker.command.RuleTesting.Answer.Tested;
import io.sluice.broker.command.RuleTesting.Wanted;
import io.sluice.broker.command.TestPrinter.Detail;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.ruletest.TestId;
import io.sluice.rules.ruletest.TestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice rules test}: runs the tests beside the rules. */
final class RulesTestCommand implements Callable<Integer> {
  private final RuleTesting testing;
  private final ConfigFiles configs;
  private final Findings findings;
  private final Terminal terminal;

  private final Argument<Path> directory = Arguments.ruleDirectory();
  private final Argument<Path> config =
      Arguments.optionalConfig("Take groups, clusters, zone and limits from this file.");
  private final Argument<ZoneId> zone =
      Arguments.of(
          ZoneId.class,
          RulesExplainCommand::zone,
          OptionSpec.builder("--zone")
              .paramLabel("ZONE")
              .description(
                  "The zone of hours and days; the configuration's or UTC when left out."));
  private final Argument<String> filter =
      Arguments.text(
          "--filter", "TEXT", "Run only the tests whose name or file has this text in it.");
  private final Argument<Path> junit =
      Arguments.of(
          Path.class,
          Path::of,
          OptionSpec.builder("--junit")
              .paramLabel("FILE")
              .description("Write a report for build servers, too."));
  private final Argument<Integer> coverage =
      Arguments.of(
          Integer.class,
          RulesTestCommand::percent,
          OptionSpec.builder("--coverage")
              .paramLabel("PERCENT")
              .defaultValue("0")
              .description("Fail when the tests cover fewer of the rules, in percent."));
  private final Argument<Boolean> quiet =
      Arguments.flag("--quiet", "Print failures and the summary only.");
  private final Argument<Boolean> verbose =
      Arguments.flag("--verbose", "Print what rules decided in each test, and why.");

  RulesTestCommand(RuleTesting testing, ConfigFiles configs, Findings findings, Terminal terminal) {
    this.testing = testing;
    this.configs = configs;
    this.findings = findings;
    this.terminal = terminal;
  }

  CommandSpec spec() {
    CommandSpec spec = Arguments.command("test", "Run the tests beside the rules.", this);
    List.of(directory, config, zone, filter, junit, coverage, quiet, verbose)
        .forEach(argument -> spec.add(argument.spec()));
    Arguments.footer(
        spec,
        "The tests stand in files that end in .test.yaml. The exit code is 1 when a test fails or",
        "can't be read, when the rules can't be compiled, and when there is no test to run.",
        "",
        "Examples:",
        "  sluice rules test rules",
        "  sluice rules test rules --config sluice.yaml --junit target/rules.xml --coverage 100",
        "  sluice rules test rules --filter airflow --verbose");
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Path> file = config.given();
    Optional<BrokerConfig> read = file.flatMap(configs::read);
    if (file.isPresent() && read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Path rules = directory.value();
    var printer = new TestPrinter(terminal, rules, detail());
    return switch (testing.test(
        new Wanted(rules, read, zone.given(), this::chosen, printer::done))) {
      case Refused refused -> {
        findings.list(rules, refused.diagnostics());
        yield ExitCode.FINDINGS;
      }
      case Tested tested -> told(rules, printer, tested.report());
    };
  }

  private int told(Path rules, TestPrinter printer, TestReport report) throws IOException {
    findings.list(rules, report.problems());
    Optional<Path> xml = junit.given();
    if (xml.isPresent()) {
      JunitXml.write(xml.get(), report);
    }
    if (report.results().isEmpty()) {
      if (report.problems().isEmpty()) {
        terminal.err().println(nothing(rules));
        terminal.err().flush();
      }
      return ExitCode.FINDINGS;
    }
    printer.finished(report);
    boolean covered = report.coveredPercent() >= coverage.value();
    if (!covered) {
      terminal
          .err()
          .printf(
              "%s %d %% of the rules are covered (expected: at least %d %%)%n",
              terminal.red("coverage:"), report.coveredPercent(), coverage.value());
      terminal.err().flush();
    }
    return report.good() && covered ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private String nothing(Path rules) {
    return filter.value().isEmpty()
        ? """
        %s: no tests (expected: files that end in .test.yaml). The first one may be:

        tests:
          - name: what it shows
            user: ann
            source: airflow
            sql: SELECT * FROM lake.sales.orders
            expect:
              group: batch\
        """
            .formatted(rules)
        : "%s: no test with '%s' in its name or file (expected: some part of one)"
            .formatted(rules, filter.value());
  }

  private boolean chosen(TestId test) {
    String wanted = filter.value().toLowerCase(Locale.ROOT);
    return test.name().toLowerCase(Locale.ROOT).contains(wanted)
        || test.file().toLowerCase(Locale.ROOT).contains(wanted);
  }

  private Detail detail() {
    if (verbose.value()) {
      return Detail.VERBOSE;
    }
    return quiet.value() ? Detail.QUIET : Detail.USUAL;
  }

  private static Integer percent(String text) {
    if (!text.matches("100|[0-9]{1,2}")) {
      throw new TypeConversionException("'%s' (expected: 0 to 100)".formatted(text));
    }
    return Integer.valueOf(text);
  }
}

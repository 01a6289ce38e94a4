package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruletest.TestId;
import io.sluice.rules.ruletest.TestReport;
import io.sluice.rules.ruletest.TestResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the tests beside the rules of a directory, without a broker. */
@FunctionalInterface
public interface RuleTesting {
  /**
   * Compiles the rules of a directory and runs their tests.
   *
   * @throws IOException when the files can't be read
   */
  Answer test(Wanted wanted) throws IOException;

  /**
   * What to run.
   *
   * @param directory the folder of the rule files
   * @param config what the rules may name; when there is none, any group and cluster will do
   * @param zone the zone of the hours and days that rules see; else that of the configuration, else
   *     UTC
   * @param chosen which tests to run
   * @param done hears of each test that has run, at once
   */
  record Wanted(
      Path directory,
      Optional<BrokerConfig> config,
      Optional<ZoneId> zone,
      Predicate<TestId> chosen,
      Consumer<TestResult> done) {}

  /** What came of it. */
  sealed interface Answer {
    /** The tests that could be read have run. */
    record Tested(TestReport report) implements Answer {}

    /** The rules can't be compiled. */
    record Refused(List<Diagnostic> diagnostics) implements Answer {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }
}

package io.sluice.samples.bench.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice bench jmh}: parts of Sluice in the harness that Java people know. */
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description = {
      "Run the JMH benchmarks whose names match.",
      "JMH's own options come after --, such as: bench jmh Decide -- -f 1 -prof gc"
    })
final class JmhCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REGEX",
      arity = "0..*",
      description = "Which benchmarks; all when left out.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    try {
      var options = new CommandLineOptions(arguments.toArray(String[]::new));
      var runner = new Runner(options);
      if (options.shouldList()) {
        runner.list();
      } else {
        runner.run();
      }
      return 0;
    } catch (CommandLineOptionException | RunnerException e) {
      throw new IOException("jmh: " + e, e);
    }
  }
}

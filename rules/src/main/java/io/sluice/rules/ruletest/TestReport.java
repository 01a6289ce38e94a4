package io.sluice.rules.ruletest;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the tests of a rule set.
 *
 * @param results the tests that ran, in the order of their files
 * @param problems what is wrong with the files themselves; a test that can't be read did not run
 * @param rules the rules of the set
 * @param time how long all of it took
 */
public record TestReport(
    List<TestResult> results, List<Diagnostic> problems, List<RuleInfo> rules, Duration time) {
  public TestReport {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
    rules = List.copyOf(rules);
  }

  public int passed() {
    return (int) results.stream().filter(TestResult::passed).count();
  }

  public int failed() {
    return results.size() - passed();
  }

  /** Whether every test could be read and passed. */
  public boolean good() {
    return problems.isEmpty() && failed() == 0;
  }

  /** The rules that fired in no test that passed. */
  public List<RuleInfo> uncovered() {
    Set<String> covered =
        results.stream()
            .filter(TestResult::passed)
            .flatMap(result -> result.fired().stream())
            .collect(Collectors.toUnmodifiableSet());
    return rules.stream().filter(rule -> !covered.contains(rule.name())).toList();
  }

  /** How many of a hundred rules are covered, rounded down; 100 when there are none. */
  public int coveredPercent() {
    return rules.isEmpty() ? 100 : (rules.size() - uncovered().size()) * 100 / rules.size();
  }

  /** Everything that keeps the set from becoming active, at its place. */
  public List<Diagnostic> diagnostics() {
    Stream<Diagnostic> failures =
        results.stream().filter(result -> !result.passed()).map(TestResult::diagnostic);
    return Stream.concat(problems.stream(), failures).toList();
  }
}

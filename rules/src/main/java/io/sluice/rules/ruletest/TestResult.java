package io.sluice.rules.ruletest;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of one test.
 *
 * @param id which test
 * @param unmet the expectations that were not fulfilled; none when it passed
 * @param why what was decided and which rules fired, a line each
 * @param fired the names of the rules that fired
 * @param time how long it took
 */
public record TestResult(
    TestId id, List<Unmet> unmet, List<String> why, Set<String> fired, Duration time) {
  public TestResult {
    unmet = List.copyOf(unmet);
    why = List.copyOf(why);
    fired = Set.copyOf(fired);
  }

  public boolean passed() {
    return unmet.isEmpty();
  }

  /** A failed test as an error at its place, in one line. */
  Diagnostic diagnostic() {
    String reasons = unmet.stream().map(Unmet::toString).collect(Collectors.joining("; "));
    return new Diagnostic(
        Severity.ERROR,
        id.file(),
        id.line(),
        id.column(),
        "test '%s' failed: %s [%s]".formatted(id.name(), reasons, String.join("; ", why)));
  }
}

package io.sluice.admin.validation;

import io.sluice.rules.ruletest.TestResult;
import java.util.List;

/**
 * What came of one test.
 *
 * @param file its file
 * @param line where it begins, from 1
 * @param name its name
 * @param passed whether all of its expectations were met
 * @param unmet those that were not
 * @param why what was decided and which rules fired, a line each
 */
public record TestResultView(
    String file, int line, String name, boolean passed, List<UnmetView> unmet, List<String> why) {
  public TestResultView {
    unmet = List.copyOf(unmet);
    why = List.copyOf(why);
  }

  static TestResultView of(TestResult result) {
    return new TestResultView(
        result.id().file(),
        result.id().line(),
        result.id().name(),
        result.passed(),
        result.unmet().stream()
            .map(it -> new UnmetView(it.key(), it.expected(), it.actual()))
            .toList(),
        result.why());
  }
}

package io.sluice.admin.validation;

import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruletest.TestReport;
import java.util.List;

/**
 * What came of the tests of a rule set.
 *
 * @param passed how many passed
 * @param failed how many did not
 * @param uncovered the names of the rules that fired in no test that passed
 * @param results each test, in the order of the files
 */
public record TestReportView(
    int passed, int failed, List<String> uncovered, List<TestResultView> results) {
  public TestReportView {
    uncovered = List.copyOf(uncovered);
    results = List.copyOf(results);
  }

  public static TestReportView of(TestReport report) {
    return new TestReportView(
        report.passed(),
        report.failed(),
        report.uncovered().stream().map(RuleInfo::name).toList(),
        report.results().stream().map(TestResultView::of).toList());
  }
}

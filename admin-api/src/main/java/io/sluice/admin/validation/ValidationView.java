package io.sluice.admin.validation;

import io.sluice.admin.rule.DiagnosticView;
import io.sluice.admin.rule.RuleView;
import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;
import java.util.Optional;

/**
 * What came of trying a rule set out.
 *
 * @param valid whether it could become active
 * @param version what its files hash to
 * @param rules its rules in the order of their files and lines; none when it does not compile
 * @param diagnostics what is wrong or worth a look, tests that fail among it
 * @param tests what came of its tests; left out when it does not compile
 */
public record ValidationView(
    boolean valid,
    RuleSetVersion version,
    List<RuleView> rules,
    List<DiagnosticView> diagnostics,
    Optional<TestReportView> tests) {
  public ValidationView {
    rules = List.copyOf(rules);
    diagnostics = List.copyOf(diagnostics);
  }
}

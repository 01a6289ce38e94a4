package io.sluice.broker.operate;

import io.sluice.admin.rule.DiagnosticView;
import io.sluice.admin.rule.RuleView;
import io.sluice.admin.validation.RuleValidation;
import io.sluice.admin.validation.TestReportView;
import io.sluice.admin.validation.ValidationView;
import io.sluice.rules.check.Checked;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruletest.TestReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Tries rule sets out for operators. One at a time: a set may take a core for seconds, and
 * statements come first.
 */
public final class ValidationOperations implements RuleValidation {
  private final RuleSetCheck check;
  private final Supplier<Targets> targets;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public ValidationOperations(RuleSetCheck check, Supplier<Targets> targets) {
    this.check = check;
    this.targets = targets;
  }

  @Override
  public ValidationView validate(RuleFiles candidate) {
    Checked checked = examine(candidate);
    Optional<TestReportView> tests = checked.tests().map(TestReportView::of);
    List<RuleView> rules =
        checked.tests().map(TestReport::rules).orElse(List.of()).stream()
            .map(RuleView::of)
            .toList();
    return switch (checked.compilation()) {
      case Compilation.Refused refused ->
          new ValidationView(
              false,
              refused.version(),
              rules,
              refused.diagnostics().stream().map(DiagnosticView::of).toList(),
              tests);
      case Compilation.Compiled compiled -> {
        try (RuleSet set = compiled.ruleSet()) {
          yield new ValidationView(
              true,
              set.version(),
              rules,
              compiled.warnings().stream().map(DiagnosticView::of).toList(),
              tests);
        }
      }
    };
  }

  private Checked examine(RuleFiles candidate) {
    oneAtATime.lock();
    try {
      return check.examine(candidate, targets.get());
    } finally {
      oneAtATime.unlock();
    }
  }
}

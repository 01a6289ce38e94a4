package io.sluice.admin.trial;

import io.sluice.admin.validation.RuleValidation;
import io.sluice.admin.validation.TestReportView;
import io.sluice.admin.validation.TestResultView;
import io.sluice.admin.validation.UnmetView;
import io.sluice.admin.validation.ValidationView;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds nothing wrong but one failed test, and remembers what it was asked. */
public final class ValidationsInMemory implements RuleValidation {
  private final List<RuleFiles> asked = new CopyOnWriteArrayList<>();

  /** The files that were last to be validated. */
  public List<RuleFile> lastAsked() {
    return asked.getLast().files();
  }

  @Override
  public ValidationView validate(RuleFiles candidate) {
    asked.add(candidate);
    var unmet = new UnmetView("group", "etl", "adhoc");
    var result = new TestResultView("a.test.yaml", 2, "t", false, List.of(unmet), List.of("w"));
    return new ValidationView(
        false,
        candidate.version(),
        List.of(),
        List.of(),
        Optional.of(new TestReportView(0, 1, List.of("r"), List.of(result))));
  }
}

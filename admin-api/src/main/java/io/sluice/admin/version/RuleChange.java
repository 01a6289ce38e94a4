package io.sluice.admin.version;

import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What came of a change of the rules. */
public sealed interface RuleChange {

  /**
   * It is in force here, and soon on all brokers of the store.
   *
   * @param version the version that is in force now
   * @param sequence the number of its activation
   * @param warnings what is worth a look
   */
  record Active(RuleSetVersion version, OptionalLong sequence, List<Diagnostic> warnings)
      implements RuleChange {
    public Active {
      warnings = List.copyOf(warnings);
    }
  }

  /** The rules that would come of it can't be used; nothing changed. */
  record Refused(List<Diagnostic> diagnostics) implements RuleChange {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * It was meant for another state of the file; nothing changed.
   *
   * @param etag names the state it has; empty when there is no such file
   */
  record Stale(Optional<String> etag) implements RuleChange {}

  /** There is nothing by that name. */
  record NotFound() implements RuleChange {}

  /** Others change the rules all the time; nothing changed. */
  record Busy() implements RuleChange {}

  /** The error answer for rules that can't be used: each mistake with file, line and column. */
  static Problem unusable(List<Diagnostic> diagnostics) {
    List<FieldProblem> errors =
        diagnostics.stream()
            .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
            .map(error ->
                new FieldProblem(
                    "%s:%d:%d".formatted(error.file(), error.line(), error.column()),
                    error.message()))
            .toList();
    return ProblemKind.UNUSABLE_RULES.because(
        "%d mistake(s) (expected: rules that compile and whose tests pass; nothing was changed)"
            .formatted(errors.size()),
        errors);
  }

  /** The error answer when others are always quicker. */
  static Problem busy() {
    return ProblemKind.REFUSED.because(
        "the rules are being changed by others all the time; try again");
  }
}

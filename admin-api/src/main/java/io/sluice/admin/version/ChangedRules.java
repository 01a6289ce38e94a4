package io.sluice.admin.version;

import io.sluice.admin.rule.DiagnosticView;
import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;
import java.util.OptionalLong;

/**
 * The answer to a change of the rules.
 *
 * @param version the version that is in force now
 * @param sequence the number of its activation
 * @param warnings what is worth a look in it
 */
public record ChangedRules(
    RuleSetVersion version, OptionalLong sequence, List<DiagnosticView> warnings) {
  public ChangedRules {
    warnings = List.copyOf(warnings);
  }

  public static ChangedRules of(RuleChange.Active active) {
    return new ChangedRules(
        active.version(),
        active.sequence(),
        active.warnings().stream().map(DiagnosticView::of).toList());
  }
}

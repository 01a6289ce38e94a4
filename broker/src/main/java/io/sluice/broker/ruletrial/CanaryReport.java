package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import java.util.List;

/**
 * A canary, and what has become of it on all replicas.
 *
 * @param trial the trial
 * @param active the version that decides for everybody else now; it may be another than at the
 *     start
 * @param counts of all replicas; those of others lag by some seconds
 * @param problems why it does not run on this replica; empty when it does
 */
public record CanaryReport(
    Trial trial, RuleSetVersion active, CanaryCounts counts, List<Diagnostic> problems) {
  public CanaryReport {
    problems = List.copyOf(problems);
  }
}

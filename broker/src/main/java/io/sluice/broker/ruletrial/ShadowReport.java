package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * A shadow, and what all replicas have seen of it.
 *
 * @param trial the trial
 * @param base the active version that it is compared with
 * @param since when that comparison began
 * @param counts of all replicas; those of others lag by some seconds
 * @param problems why it does not run on this replica; empty when it does
 */
public record ShadowReport(
    Trial trial,
    RuleSetVersion base,
    Instant since,
    ShadowCounts counts,
    List<Diagnostic> problems) {
  public ShadowReport {
    problems = List.copyOf(problems);
  }
}

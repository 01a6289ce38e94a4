package io.sluice.admin.ruletrial;

import io.sluice.admin.rule.DiagnosticView;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A candidate that decides for a share of the users. The counts are those of all brokers.
 *
 * @param version the candidate
 * @param percent the part of the users that it decides for, 0 to 100
 * @param startedAt since when
 * @param who who began the trial
 * @param why for what
 * @param state how it stands on the broker that is asked
 * @param diagnostics why it is INACTIVE here; else none
 * @param base the active version when the trial began
 * @param active the active version now, which decides for everybody else
 * @param candidateSide statements that the candidate decided
 * @param activeSide statements that the active rules decided
 * @param fellBack statements among the latter that were in the candidate's share, but it came to no
 *     verdict
 * @param flags how often the candidate's verdicts had a flag
 * @param etag names this state, for If-Match
 */
public record CanaryView(
    RuleSetVersion version,
    int percent,
    Instant startedAt,
    String who,
    String why,
    TrialState state,
    List<DiagnosticView> diagnostics,
    RuleSetVersion base,
    RuleSetVersion active,
    SideView candidateSide,
    SideView activeSide,
    long fellBack,
    Map<Flag, Long> flags,
    String etag)
    implements TrialView {
  public CanaryView {
    diagnostics = List.copyOf(diagnostics);
    flags = Map.copyOf(flags);
  }
}

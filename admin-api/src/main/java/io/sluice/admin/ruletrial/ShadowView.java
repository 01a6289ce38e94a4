package io.sluice.admin.ruletrial;

import io.sluice.admin.rule.DiagnosticView;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A candidate that looks at every statement and has no say. The counts are those of all brokers.
 *
 * @param version the candidate
 * @param startedAt since when
 * @param who who began the trial
 * @param why for what
 * @param state how it stands on the broker that is asked
 * @param diagnostics why it is INACTIVE here; else none
 * @param base the active version that it is compared with; the comparison begins anew with each
 * @param since when this comparison began
 * @param compared statements that both have evaluated
 * @param equal those that would have been treated alike
 * @param different those that would not
 * @param dropped statements that were not compared because the shadow was busy
 * @param passedOver statements that the active rules had not decided: a canary had, or nobody
 * @param shifts the different ones by what would have changed, the most frequent first
 * @param winners the different ones by the rules that decided, the most frequent first
 * @param flags how often the candidate's evaluation raised a flag
 * @param problems what went wrong in it
 * @param examples some of the different ones
 * @param etag names this state, for If-Match
 */
public record ShadowView(
    RuleSetVersion version,
    Instant startedAt,
    String who,
    String why,
    TrialState state,
    List<DiagnosticView> diagnostics,
    RuleSetVersion base,
    Instant since,
    long compared,
    long equal,
    long different,
    long dropped,
    long passedOver,
    List<ShiftView> shifts,
    List<WinnersView> winners,
    Map<Flag, Long> flags,
    List<ProblemCount> problems,
    List<ShiftedStatement> examples,
    String etag)
    implements TrialView {
  public ShadowView {
    diagnostics = List.copyOf(diagnostics);
    shifts = List.copyOf(shifts);
    winners = List.copyOf(winners);
    flags = Map.copyOf(flags);
    problems = List.copyOf(problems);
    examples = List.copyOf(examples);
  }
}

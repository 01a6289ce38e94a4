package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.Flag;
import java.util.List;

/**
 * What has become of statements since a canary began.
 *
 * @param candidate of those that the candidate decided
 * @param active of those that the active rules decided
 * @param fellBack how many of the latter were in the candidate's share, but it came to no verdict
 * @param flags how often the candidate's verdicts had a flag
 */
public record CanaryCounts(
    SideCounts candidate, SideCounts active, long fellBack, List<Counted<Flag>> flags) {
  /** Nothing yet. */
  public static final CanaryCounts NONE =
      new CanaryCounts(SideCounts.NONE, SideCounts.NONE, 0, List.of());

  public CanaryCounts {
    flags = List.copyOf(flags);
  }

  CanaryCounts plus(CanaryCounts more) {
    var sum = new CanaryTally();
    sum.add(this);
    sum.add(more);
    return sum.now();
  }
}

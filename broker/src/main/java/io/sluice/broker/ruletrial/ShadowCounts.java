package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.Flag;
import java.util.List;

/**
 * What a shadow has seen, beside one active version.
 *
 * @param compared statements that both sets have evaluated
 * @param equal those that would have been treated alike
 * @param different those that would not
 * @param dropped statements that were not compared because the shadow was busy
 * @param passedOver statements that were not compared because the active rules had not decided
 *     them: a canary had, or nobody in time
 * @param shifts the different ones by what would have changed, the most frequent first; further
 *     kinds are counted in {@code different} only
 * @param winners the different ones by the rules that decided, likewise
 * @param flags how often the candidate's evaluation raised a flag
 * @param problems what went wrong in it, likewise
 * @param examples some of the different ones
 */
public record ShadowCounts(
    long compared,
    long equal,
    long different,
    long dropped,
    long passedOver,
    List<Counted<Shift>> shifts,
    List<Counted<Winners>> winners,
    List<Counted<Flag>> flags,
    List<Counted<String>> problems,
    List<Example> examples) {
  /** Nothing yet. */
  public static final ShadowCounts NONE =
      new ShadowCounts(0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of());

  public ShadowCounts {
    shifts = List.copyOf(shifts);
    winners = List.copyOf(winners);
    flags = List.copyOf(flags);
    problems = List.copyOf(problems);
    examples = List.copyOf(examples);
  }

  ShadowCounts plus(ShadowCounts more) {
    var sum = new ShadowTally();
    sum.add(this);
    sum.add(more);
    return sum.now();
  }
}

package io.sluice.rules.replay;

import io.sluice.rules.decision.Flag;
import java.util.List;

/**
 * How often something out of the ordinary happened.
 *
 * @param flag what
 * @param before how often then
 * @param now how often now
 * @param problem what the earliest example's explanation says went wrong; empty when it says
 *     nothing
 * @param examples the earliest decisions that have it now
 */
public record FlagCount(Flag flag, long before, long now, String problem, List<Example> examples) {
  public FlagCount {
    examples = List.copyOf(examples);
  }
}

package io.sluice.admin.replay;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.replay.FlagCount;
import java.util.List;

/**
 * How often something out of the ordinary happened: {@link FlagCount} on the wire.
 *
 * @param flag what
 * @param before how often then
 * @param now how often now
 * @param problem what the earliest example says went wrong; empty when it says nothing
 * @param examples the earliest decisions that have it now
 */
public record FlagCountView(
    Flag flag, long before, long now, String problem, List<ExampleView> examples) {
  public FlagCountView {
    examples = List.copyOf(examples);
  }

  static FlagCountView of(FlagCount count) {
    return new FlagCountView(
        count.flag(),
        count.before(),
        count.now(),
        count.problem(),
        count.examples().stream().map(ExampleView::of).toList());
  }
}

package io.sluice.rules.decision;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/** Where a statement goes, in the eyes of the rules. */
public sealed interface Outcome {

  /**
   * A rule chose a group.
   *
   * @param group the group that the winning rule named
   * @param fallbacks groups to try after it, in order; none when {@code strict}
   * @param strict whether the group's own configured fallbacks are off as well
   * @param pin the only cluster that may take it
   * @param selection the selection policy to use instead of the group's
   */
  record Route(
      GroupName group,
      List<GroupName> fallbacks,
      boolean strict,
      Optional<ClusterName> pin,
      Optional<String> selection)
      implements Outcome {
    public Route {
      fallbacks = List.copyOf(fallbacks);
    }
  }

  /**
   * A rule refused the statement.
   *
   * @param message what the analyst reads
   */
  record Reject(String message) implements Outcome {}

  /** No rule routed, or the evaluation failed (the flags say which): the default group takes it. */
  record Unrouted() implements Outcome {}
}

package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionOutcome;
import java.util.List;

/**
 * What became of the statements that one side of a canary decided.
 *
 * @param statements how many there were
 * @param outcomes by what became of them at the broker
 * @param groups by the group that took them
 * @param failedQueries the queries among them that are known to have failed; this counts ends that
 *     the replica saw which had decided the statement
 */
public record SideCounts(
    long statements,
    List<Counted<DecisionOutcome>> outcomes,
    List<Counted<String>> groups,
    long failedQueries) {
  /** Nothing yet. */
  public static final SideCounts NONE = new SideCounts(0, List.of(), List.of(), 0);

  public SideCounts {
    outcomes = List.copyOf(outcomes);
    groups = List.copyOf(groups);
  }
}

package io.sluice.admin.ruletrial;

import io.sluice.admin.decision.DecisionOutcome;
import java.util.Map;

/**
 * What became of the statements that one side of a canary decided.
 *
 * @param statements how many there were
 * @param outcomes by what became of them at the broker
 * @param groups by the group that took them
 * @param failedQueries the queries among them that are known to have failed, as far as the broker
 *     that decided the statement saw the end
 */
public record SideView(
    long statements,
    Map<DecisionOutcome, Long> outcomes,
    Map<String, Long> groups,
    long failedQueries) {
  public SideView {
    outcomes = Map.copyOf(outcomes);
    groups = Map.copyOf(groups);
  }
}

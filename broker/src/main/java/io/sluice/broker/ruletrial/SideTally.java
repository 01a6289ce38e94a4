package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.audit.DecisionRecord;

/** Counts one side of a canary. For one thread at a time. */
final class SideTally {
  private static final int MOST_GROUPS = 100;

  private final BoundedCounts<DecisionOutcome> outcomes =
      new BoundedCounts<>(DecisionOutcome.values().length);
  private final BoundedCounts<String> groups = new BoundedCounts<>(MOST_GROUPS);
  private long statements;
  private long failedQueries;

  void decided(DecisionRecord decision) {
    statements++;
    outcomes.add(decision.outcome(), 1);
    decision.group().ifPresent(group -> groups.add(group.value(), 1));
  }

  void failed() {
    failedQueries++;
  }

  void add(SideCounts more) {
    statements += more.statements();
    failedQueries += more.failedQueries();
    outcomes.addAll(more.outcomes());
    groups.addAll(more.groups());
  }

  SideCounts now() {
    return new SideCounts(
        statements, outcomes.highestFirst(), groups.highestFirst(), failedQueries);
  }
}

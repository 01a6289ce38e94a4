package io.sluice.broker.statement;

import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.GroupName;
import java.util.Optional;

/**
 * What became of a statement at the broker.
 *
 * @param outcome whether it was routed, refused, or found no cluster
 * @param group the group whose cluster took it, or that was tried first
 * @param message what the analyst reads instead of a result
 * @param choice the cluster that answered
 * @param queryId the query that came of it
 */
record Ending(
    DecisionOutcome outcome,
    Optional<GroupName> group,
    Optional<String> message,
    Optional<Choice> choice,
    Optional<QueryId> queryId) {

  /** No cluster has it. */
  static Ending without(
      DecisionOutcome outcome,
      Optional<GroupName> group,
      String message,
      Optional<QueryId> queryId) {
    return new Ending(outcome, group, Optional.of(message), Optional.empty(), queryId);
  }
}

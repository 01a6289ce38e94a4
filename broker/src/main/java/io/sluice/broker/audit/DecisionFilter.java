package io.sluice.broker.audit;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which decisions are wanted: those that meet every condition that is there.
 *
 * @param user who the statement runs as, exactly
 * @param source the client's name for itself, exactly
 * @param group the group that took it, or was tried first
 * @param cluster the cluster that took it
 * @param rule a rule that fired, exactly: the winner, or one that was overruled or only took notes,
 *     so that "where does this rule have a say" is one question
 * @param outcome what became of it
 * @param state how its query stands; only decisions that led to a query have a state
 * @param from decided at this moment or later
 * @param to decided before this moment
 * @param text a part of the SQL text, in any case
 */
public record DecisionFilter(
    Optional<String> user,
    Optional<String> source,
    Optional<GroupName> group,
    Optional<ClusterName> cluster,
    Optional<String> rule,
    Optional<DecisionOutcome> outcome,
    Optional<QueryState> state,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> text) {

  /** All decisions. */
  public static DecisionFilter all() {
    return new DecisionFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

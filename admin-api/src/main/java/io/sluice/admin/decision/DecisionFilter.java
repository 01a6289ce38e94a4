package io.sluice.admin.decision;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which decisions are wanted: those that meet every condition that is there.
 *
 * @param user who the statement runs as, exactly
 * @param source the client's name for itself, exactly
 * @param group the group whose cluster took it
 * @param cluster the cluster that took it
 * @param rule a rule that fired, exactly: the winner or one that was overruled or took notes
 * @param outcome what became of it
 * @param state how its query stands
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
    Optional<String> text) {}

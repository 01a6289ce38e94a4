package io.sluice.admin.decision;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a statement goes, and why: the same for one that was decided and for a dry run.
 *
 * @param outcome what became of it; of a dry run, what would
 * @param rule the rule that won; none when no rule routed or refused
 * @param message what the analyst reads instead of a result, when it was rejected or failed
 * @param group the group whose cluster took it; of a rejected one, none
 * @param fallbackGroups the groups that would have been tried after it, in order
 * @param candidates the clusters that were looked at, in the order of preference
 * @param cluster the cluster that took it
 * @param clusterBecause why that one, such as {@code least-loaded: 3 of 50}; may be empty
 * @param ruleSet the version of the rule set
 * @param fired every rule that fired, in order
 * @param flags what was out of the ordinary, sorted
 * @param problem what went wrong, when a flag says that something did; else empty
 * @param notes notes of rules
 * @param sessionSet session properties that rules set on the forwarded request
 * @param tagsAdded client tags that rules added to the forwarded request, sorted
 * @param priority how urgent a rule said it is, 1 to 100
 * @param maxQueued how long a rule lets it wait in a cluster's queue, such as {@code 5m}
 * @param evaluationMicros how long the rules took, in microseconds
 */
public record Reasoning(
    DecisionOutcome outcome,
    Optional<String> rule,
    Optional<String> message,
    Optional<GroupName> group,
    List<GroupName> fallbackGroups,
    List<Candidate> candidates,
    Optional<ClusterName> cluster,
    String clusterBecause,
    RuleSetVersion ruleSet,
    List<FiredRuleView> fired,
    Set<Flag> flags,
    String problem,
    List<String> notes,
    Map<String, String> sessionSet,
    Set<String> tagsAdded,
    OptionalInt priority,
    Optional<String> maxQueued,
    long evaluationMicros) {
  public Reasoning {
    fallbackGroups = List.copyOf(fallbackGroups);
    candidates = List.copyOf(candidates);
    fired = List.copyOf(fired);
    flags = Sorted.copyOf(flags);
    notes = List.copyOf(notes);
    sessionSet = Map.copyOf(sessionSet);
    tagsAdded = Sorted.copyOf(tagsAdded);
  }
}

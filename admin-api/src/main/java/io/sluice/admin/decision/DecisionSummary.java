package io.sluice.admin.decision;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A decision as a row of a list: flat on the wire, and each field named as in {@link DecisionView}.
 *
 * @param id its name
 * @param at when the statement came
 * @param statement the statement and who sent it
 * @param type the kind of statement, such as SELECT
 * @param outcome what became of it
 * @param rule the rule that won
 * @param group the group whose cluster took it
 * @param cluster the cluster that took it
 * @param ruleSet the version of the rule set
 * @param flags what was out of the ordinary, sorted
 * @param evaluationMicros how long the rules took, in microseconds
 * @param queryId the query that the cluster made of it
 * @param end how the query ended
 */
public record DecisionSummary(
    DecisionId id,
    Instant at,
    @JsonUnwrapped StatementView statement,
    String type,
    DecisionOutcome outcome,
    Optional<String> rule,
    Optional<GroupName> group,
    Optional<ClusterName> cluster,
    RuleSetVersion ruleSet,
    Set<Flag> flags,
    long evaluationMicros,
    Optional<String> queryId,
    @JsonUnwrapped QueryEnd end) {
  public DecisionSummary {
    flags = Sorted.copyOf(flags);
  }
}

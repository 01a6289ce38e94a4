package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A decision as journal and store keep it: the whole as JSON, and beside it what is looked for. So
 * what waits for its delivery is a few texts instead of a tree of objects, and what comes back from
 * disk need not become one.
 *
 * @param id its name
 * @param replica the broker that made it
 * @param user who asked
 * @param teams the user's teams
 * @param source what asked
 * @param outcome what became of the statement
 * @param group the group whose cluster took it
 * @param cluster the cluster that took it
 * @param queryId the query that the cluster made of it
 * @param fingerprint the statement without its literals
 * @param rules the rules that fired
 * @param text the SQL text, as far as it is kept
 * @param body the decision's JSON without the SQL text, as {@link EventJson} writes it
 */
record WrittenDecision(
    DecisionId id,
    String replica,
    String user,
    Set<String> teams,
    String source,
    DecisionOutcome outcome,
    Optional<GroupName> group,
    Optional<ClusterName> cluster,
    Optional<QueryId> queryId,
    String fingerprint,
    Set<String> rules,
    String text,
    String body)
    implements AuditEvent {
  WrittenDecision {
    teams = Set.copyOf(teams);
    rules = Set.copyOf(rules);
  }

  static WrittenDecision of(DecisionRecord decision, String body) {
    var rules = new LinkedHashSet<String>();
    for (FiredRule rule : decision.verdict().explanation().fired()) {
      rules.add(rule.name());
    }
    return new WrittenDecision(
        decision.id(),
        decision.replica(),
        decision.query().user(),
        decision.query().groups(),
        decision.query().source(),
        decision.outcome(),
        decision.group(),
        decision.choice().map(Choice::cluster),
        decision.queryId(),
        decision.sql().fingerprint(),
        rules,
        decision.sql().text(),
        body);
  }
}

package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything about one decision: the facts that the rules saw, what the rules said, and what the
 * broker made of it. Holds the facts themselves, so that other rules can be tried on them later.
 *
 * @param id its name, which tells its moment too
 * @param replica the broker that made it
 * @param query who asked, and how
 * @param sql what the statement said; of a long one {@link Journal} keeps the start of the text
 * @param usages what the user and the user's teams had used up
 * @param learned what earlier runs of the statement had cost
 * @param moment when, as the rules saw it; none in records of earlier versions
 * @param fleet the fleet's load; none in records of earlier versions, and where it could not be
 *     kept
 * @param verdict what the rules said, and why
 * @param outcome what became of the statement
 * @param group the group whose cluster took it; of one that no cluster took, the first that was
 *     tried; of a rejected one, none
 * @param message what the analyst reads instead of a result, when it was rejected or failed
 * @param candidates the clusters that were looked at, in the order of preference
 * @param choice the cluster that took it
 * @param attempts the tries to hand it to a cluster, in order
 * @param queryId the query that the cluster made of it
 */
public record DecisionRecord(
    DecisionId id,
    String replica,
    Query query,
    Sql sql,
    List<Usage> usages,
    Learned learned,
    Optional<SeenMoment> moment,
    Optional<FleetId> fleet,
    Verdict verdict,
    DecisionOutcome outcome,
    Optional<GroupName> group,
    Optional<String> message,
    List<Candidate> candidates,
    Optional<Choice> choice,
    List<Attempt> attempts,
    Optional<QueryId> queryId)
    implements AuditEvent {
  public DecisionRecord {
    // Records that an earlier version wrote have neither.
    usages = usages == null ? List.of() : List.copyOf(usages);
    learned = learned == null ? Learned.NOTHING : learned;
    candidates = List.copyOf(candidates);
    attempts = List.copyOf(attempts);
  }

  /** When the statement was decided, to the microsecond. */
  public Instant at() {
    return id.at();
  }

  /** Whether the audit keeps less than the whole text; its length is {@code sql().length()}. */
  public boolean sqlTruncated() {
    return sql.text().length() < sql.length();
  }

  DecisionRecord withFacts(Query newQuery, Sql newSql) {
    return new DecisionRecord(
        id,
        replica,
        newQuery,
        newSql,
        usages,
        learned,
        moment,
        fleet,
        verdict,
        outcome,
        group,
        message,
        candidates,
        choice,
        attempts,
        queryId);
  }
}

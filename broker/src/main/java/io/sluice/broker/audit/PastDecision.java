package io.sluice.broker.audit;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a decision's record that other rules can be tried on.
 *
 * @param id the decision's id; as text, as checking a million of them takes its time
 * @param query who asked, and how
 * @param sql what the statement said
 * @param usages what the user and the user's teams had used up
 * @param learned what earlier runs of the statement had cost
 * @param moment when, as the rules saw it; none in records of earlier versions
 * @param fleet the fleet's load; none in records of earlier versions
 * @param verdict what the rules said; without the rules that fired
 * @param cpuMillis the CPU time of its query, when that is known
 */
public record PastDecision(
    String id,
    Query query,
    Sql sql,
    List<Usage> usages,
    Learned learned,
    Optional<SeenMoment> moment,
    Optional<FleetId> fleet,
    Verdict verdict,
    OptionalLong cpuMillis) {
  public PastDecision {
    usages = List.copyOf(usages);
  }

  /** When it was made: a little later than the moment that the rules saw. */
  public Instant at() {
    return new DecisionId(id).at();
  }
}

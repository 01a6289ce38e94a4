package io.sluice.broker.statement;

import io.sluice.broker.audit.Attempt;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.SeenMoment;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.fleet.Candidate;
import io.sluice.rules.fact.Query;
import java.util.List;
import java.util.Optional;

/** Puts decisions on record. */
final class DecisionNotes {
  private final Submissions services;

  DecisionNotes(Submissions services) {
    this.services = services;
  }

  /** Journals a decision; it is not lost when this returns. */
  DecisionRecord record(
      Query query,
      Decided decided,
      List<Candidate> candidates,
      List<Attempt> attempts,
      Ending ending) {
    var decision =
        new DecisionRecord(
            services.ids().next(),
            services.replica(),
            query,
            decided.sql(),
            decided.facts().usages(),
            decided.facts().learned(),
            Optional.of(SeenMoment.of(decided.facts().moment())),
            services.fleetRecorder().keep(decided.facts()),
            decided.verdict(),
            ending.outcome(),
            ending.group(),
            ending.message(),
            candidates.stream().map(DecisionNotes::candidate).toList(),
            ending.choice(),
            attempts,
            ending.queryId());
    services.journal().append(decision);
    return decision;
  }

  private static io.sluice.broker.audit.Candidate candidate(Candidate candidate) {
    return new io.sluice.broker.audit.Candidate(
        candidate.cluster().name(),
        candidate.group(),
        candidate.excluded().isEmpty(),
        candidate.reason());
  }
}

package io.sluice.broker.operate;

import io.sluice.admin.decision.Candidate;
import io.sluice.admin.decision.DecisionOutcome;
import io.sluice.admin.decision.FiredRuleView;
import io.sluice.admin.decision.Reasoning;
import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.fleet.Candidates;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.LackingCatalogs;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.decision.WaitingTime;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/**
 * Where a statement went and why, in the admin API's words: for the audit and for dry runs alike.
 */
final class Reasons {
  private Reasons() {}

  static Reasoning of(DecisionRecord decision) {
    List<Candidate> candidates =
        decision.candidates().stream()
            .map(candidate ->
                new Candidate(
                    candidate.cluster(),
                    candidate.group(),
                    candidate.eligible(),
                    candidate.reason()))
            .toList();
    return reasoning(
        DecisionOutcome.valueOf(decision.outcome().name()),
        decision.message(),
        decision.group(),
        candidates,
        decision.choice().map(Choice::cluster),
        decision.choice().map(Choice::because).orElse(""),
        decision.verdict());
  }

  /** What would become of a statement now. */
  static Reasoning of(Decided decided, Candidates found, Fleet fleet) {
    List<Candidate> candidates =
        found.all().stream()
            .map(candidate ->
                new Candidate(
                    candidate.cluster().name(),
                    candidate.group(),
                    candidate.excluded().isEmpty(),
                    candidate.reason()))
            .toList();
    Optional<Candidate> first = candidates.stream().filter(Candidate::eligible).findFirst();
    Outcome outcome = decided.verdict().outcome();
    return reasoning(
        outcome(outcome, first),
        outcome instanceof Outcome.Reject reject
            ? Optional.of(reject.message())
            : found.lacking().map(LackingCatalogs::text),
        first.map(Candidate::group).or(() -> group(outcome, fleet)),
        candidates,
        first.map(Candidate::cluster),
        first.map(_ -> found.because(found.all().getFirst())).orElse(""),
        decided.verdict());
  }

  private static Optional<GroupName> group(Outcome outcome, Fleet fleet) {
    return switch (outcome) {
      case Outcome.Route route -> Optional.of(route.group());
      case Outcome.Unrouted _ -> Optional.of(fleet.defaultGroup());
      case Outcome.Reject _ -> Optional.empty();
    };
  }

  private static DecisionOutcome outcome(Outcome outcome, Optional<Candidate> first) {
    return switch (outcome) {
      case Outcome.Reject _ -> DecisionOutcome.REJECTED;
      case Outcome.Route _ -> first.isPresent() ? DecisionOutcome.ROUTED : DecisionOutcome.FAILED;
      case Outcome.Unrouted _ ->
          first.isPresent() ? DecisionOutcome.DEFAULTED : DecisionOutcome.FAILED;
    };
  }

  private static Reasoning reasoning(
      DecisionOutcome outcome,
      Optional<String> message,
      Optional<GroupName> group,
      List<Candidate> candidates,
      Optional<ClusterName> cluster,
      String because,
      Verdict verdict) {
    Explanation explanation = verdict.explanation();
    return new Reasoning(
        outcome,
        explanation.winner(),
        message,
        group,
        verdict.outcome() instanceof Outcome.Route route ? route.fallbacks() : List.of(),
        candidates,
        cluster,
        because,
        explanation.version(),
        explanation.fired().stream().map(FiredRuleView::of).toList(),
        explanation.flags(),
        explanation.problem(),
        verdict.notes(),
        verdict.session(),
        verdict.addedTags(),
        verdict.priority(),
        verdict.maxQueued().map(WaitingTime::text),
        explanation.micros());
  }
}

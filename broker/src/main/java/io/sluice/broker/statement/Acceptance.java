package io.sluice.broker.statement;

import io.sluice.broker.audit.Attempt;
import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.exchange.TransactionHeaders;
import io.sluice.broker.fleet.Candidate;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.query.TransactionId;
import io.sluice.rules.decision.Outcome;
import java.util.List;
import java.util.Optional;

/** What follows when a cluster has answered a statement, before the client hears of it. */
final class Acceptance {
  private final Submissions services;

  Acceptance(Submissions services) {
    this.services = services;
  }

  /** Whose a query is, and how long it may wait in the queue. */
  void learn(Asked asked, FleetCluster cluster, ClusterAnswer.Answered answer) {
    if (answer.queryId().isEmpty()) {
      return;
    }
    QueryId id = answer.queryId().get();
    var query = asked.query();
    var asker = new Asker(query.user(), query.groups(), asked.decided().sql().fingerprint());
    if (asked.given().isPresent()) {
      services.affinity().acceptedAs(id, cluster, asker);
    } else {
      services.affinity().accepted(id, cluster, asker);
    }
    if (asked.inTransaction()) {
      services.affinity().within(id, new TransactionId(query.transaction()));
    }
    TransactionHeaders.started(answer.response())
        .ifPresent(transaction -> services.affinity().started(transaction, cluster));
    if (TransactionHeaders.cleared(answer.response())) {
      services.affinity().cleared(id);
    }
    asked
        .decided()
        .verdict()
        .maxQueued()
        .ifPresent(longest -> services.queueLimits().limit(id, longest));
  }

  Ending ending(Asked asked, Candidate chosen, ClusterAnswer.Answered answer, String because) {
    boolean isQuery = answer.queryId().isPresent();
    return new Ending(
        isQuery ? outcome(asked) : DecisionOutcome.FAILED,
        Optional.of(chosen.group()),
        isQuery ? Optional.empty() : Optional.of(refusal(chosen, answer)),
        Optional.of(new Choice(chosen.cluster().name(), because)),
        answer.queryId());
  }

  private static DecisionOutcome outcome(Asked asked) {
    return asked.decided().verdict().outcome() instanceof Outcome.Unrouted
        ? DecisionOutcome.DEFAULTED
        : DecisionOutcome.ROUTED;
  }

  /** The cluster answered, but made no query of the statement; its answer reaches the client. */
  private static String refusal(Candidate chosen, ClusterAnswer.Answered answer) {
    return "Cluster %s answered %d and no query"
        .formatted(chosen.cluster().name(), answer.response().getCode());
  }

  /**
   * Keeps the statement until its first poll, if another cluster could take it then.
   *
   * @param attempts the tries so far
   * @param deadline until when
   */
  void keep(
      Asked asked,
      FleetCluster cluster,
      ClusterAnswer.Answered answer,
      List<Attempt> attempts,
      long deadline) {
    if (answer.queryId().isEmpty()
        || answer.nextUri().isEmpty()
        || asked.inTransaction()
        || asked.tied()
        || asked.given().isPresent()
        || asked.pinned()) {
      return;
    }
    services
        .unpolled()
        .keep(
            answer.queryId().get(),
            answer.nextUri().get(),
            asked.textBytes(),
            deadline,
            new KeptStatement(services, asked, cluster.name(), attempts, deadline));
  }
}

package io.sluice.broker.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.answer.EngineError;
import io.sluice.broker.answer.OwnQuery;
import io.sluice.broker.answer.Refusal;
import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.deciding.Statement;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Candidate;
import io.sluice.broker.fleet.Candidates;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hc.core5.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one new statement, from the moment its body has been read: describe, decide, choose,
 * forward, learn, record. Straight-line code on a virtual thread.
 */
public final class Submission implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private final Submissions services;
  private final HttpRequest request;
  private final RequestHead head;
  private final ByteBuffer sql;
  private final ClientResponse client;
  private final Origin origin;
  private final Optional<QueryId> given;
  private final SubmitLoop loop;

  /**
   * @param request the client's request
   * @param sql its whole body
   * @param origin how the client reached the broker
   * @param given the id that the client has chosen for the query
   */
  public Submission(
      Submissions services,
      Lane lane,
      HttpRequest request,
      ByteBuffer sql,
      ClientResponse client,
      Origin origin,
      Optional<QueryId> given) {
    this.services = services;
    this.request = request;
    this.head = RequestHead.of(request);
    this.sql = sql;
    this.client = client;
    this.origin = origin;
    this.given = given;
    this.loop = new SubmitLoop(services, lane, sql, origin, client::breakOff);
  }

  /** The client has gone; nobody wants the answer. */
  public void abandon() {
    loop.abandon();
  }

  @Override
  public void run() {
    try {
      submit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Refusal.text(client, 503, "The broker is shutting down; submit the statement again");
    } catch (RuntimeException | Error e) {
      // The boundary of this exchange: whatever went wrong, its client must hear of it.
      LOG.error("A statement of {} could not be submitted", origin.remoteAddress(), e);
      Refusal.text(client, 500, "The broker met an internal error; its log tells which");
    }
  }

  private void submit() throws InterruptedException {
    Query query = services.queryFacts().describe(request, origin.remoteAddress());
    Decided decided = services.decider().decide(statement(query));
    services.ruleCounters().count(decided.verdict());
    if (decided.verdict().outcome() instanceof Outcome.Reject reject) {
      answerOwn(
          query,
          decided,
          Candidates.none(),
          DecisionOutcome.REJECTED,
          Optional.empty(),
          EngineError.rejected(reject.message()));
      return;
    }
    Optional<Tie> tie =
        Tie.of(services.affinity(), query, QueryFacts.prepared(request), decided, given);
    Candidates candidates =
        tie.isPresent() ? Candidates.only(tie.get().cluster()) : choose(query, decided);
    forward(query, decided, candidates, tie);
  }

  private Statement statement(Query query) {
    return new Statement(
        UTF_8.decode(sql.duplicate()).toString(),
        query,
        QueryFacts.prepared(request),
        Moment.at(services.clock().instant(), services.limits().zone()),
        services.usages().of(query),
        services.facts().groups(),
        services.facts().clusters());
  }

  /** The clusters to try, in order. */
  private Candidates choose(Query query, Decided decided) throws InterruptedException {
    Outcome outcome = decided.verdict().outcome();
    Candidates found = services.chooser().candidates(outcome, query, decided.sql());
    if (found.withoutCatalog().isEmpty()) {
      return found;
    }
    // The catalog may have been created a moment ago.
    services.catalogRefresh().refresh(found.withoutCatalog());
    return services.chooser().candidates(outcome, query, decided.sql());
  }

  private void forward(Query query, Decided decided, Candidates candidates, Optional<Tie> tie)
      throws InterruptedException {
    var asked =
        new Asked(
            query,
            decided,
            ForwardedHead.of(head, query, decided.verdict()),
            sql,
            tie.isPresent(),
            given);
    Optional<SubmitLoop.Taken> taken = loop.offer(candidates.all(), asked.head());
    if (taken.isPresent()) {
      Candidate chosen = taken.get().candidate();
      String because = tie.map(Tie::because).orElseGet(() -> candidates.because(chosen));
      accepted(asked, candidates, chosen, taken.get().answer(), because);
    } else {
      nothingAccepted(query, decided, candidates);
    }
  }

  /** Learn, record, and only then answer: a decision that a client has seen is never lost. */
  private void accepted(
      Asked asked,
      Candidates candidates,
      Candidate chosen,
      ClusterAnswer.Answered answer,
      String because) {
    var acceptance = new Acceptance(services);
    acceptance.learn(asked, chosen.cluster(), answer);
    record(
        asked.query(),
        asked.decided(),
        candidates,
        acceptance.ending(asked, chosen, answer, because));
    acceptance.keep(
        asked, chosen.cluster(), answer, loop.attempts(), services.unpolled().deadline());
    services.handshakes().learn(chosen.cluster(), answer.response());
    client.pass(answer.response(), answer.headers(), answer.hasBody(), answer.body());
  }

  private void nothingAccepted(Query query, Decided decided, Candidates candidates) {
    GroupName group =
        decided.verdict().outcome() instanceof Outcome.Route route
            ? route.group()
            : services.fleet().defaultGroup();
    if (loop.isAbandoned()) {
      record(
          query,
          decided,
          candidates,
          Ending.without(
              DecisionOutcome.FAILED,
              Optional.of(group),
              "The client left before a cluster had answered",
              Optional.empty()));
      return;
    }
    answerOwn(
        query,
        decided,
        candidates,
        DecisionOutcome.FAILED,
        Optional.of(group),
        candidates
            .lacking()
            .map(lacking -> EngineError.catalogNotFound(lacking.text()))
            .orElseGet(() ->
                EngineError.noCluster(
                    "No cluster of group %s can take the statement now: %s"
                        .formatted(group, loop.reasons(candidates.all())))));
  }

  private void answerOwn(
      Query query,
      Decided decided,
      Candidates candidates,
      DecisionOutcome outcome,
      Optional<GroupName> group,
      EngineError error) {
    OwnQuery own = OwnQuery.of(error, services.clock().instant());
    record(
        query,
        decided,
        candidates,
        Ending.without(outcome, group, error.message(), Optional.of(own.id())));
    services
        .journal()
        .append(
            QueryEnd.bare(own.id(), Optional.empty(), QueryState.FAILED, services.clock().instant())
                .withError(error.code(), error.name(), error.type()));
    Refusal.page(client, own.firstPage(origin.base(), query.dialect()));
  }

  private void record(Query query, Decided decided, Candidates candidates, Ending ending) {
    var decision =
        new DecisionNotes(services)
            .record(query, decided, candidates.all(), loop.attempts(), ending);
    services.trials().decided(decision, decided);
  }
}

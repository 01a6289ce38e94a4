package io.sluice.broker.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.answer.EngineError;
import io.sluice.broker.answer.OwnQuery;
import io.sluice.broker.answer.Refusal;
import io.sluice.broker.audit.Attempt;
import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.deciding.Statement;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.TransactionHeaders;
import io.sluice.broker.fleet.Candidate;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.query.TransactionId;
import io.sluice.broker.reactor.Lane;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one new statement, from the moment its body has been read: describe, decide, choose,
 * forward, learn, record. Straight-line code on a virtual thread.
 *
 * <p>Trying another cluster is safe for as long as the client has been given no nextUri: no engine
 * starts a statement before the first poll of it, and what was abandoned is forgotten there.
 *
 * <p>Longer than other files because the phases stand here in their order, and nothing else does.
 */
public final class Submission implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private final Submissions services;
  private final Lane lane;
  private final HttpRequest request;
  private final RequestHead head;
  private final ByteBuffer sql;
  private final ClientResponse client;
  private final String remoteAddress;
  private final String base;
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile boolean abandoned;
  private volatile @Nullable Submit trying;

  /**
   * @param request the client's request
   * @param sql its whole body
   * @param remoteAddress the client's IP address
   * @param base scheme and host by which the client knows the broker
   */
  public Submission(
      Submissions services,
      Lane lane,
      HttpRequest request,
      ByteBuffer sql,
      ClientResponse client,
      String remoteAddress,
      String base) {
    this.services = services;
    this.lane = lane;
    this.request = request;
    this.head = RequestHead.of(request);
    this.sql = sql;
    this.client = client;
    this.remoteAddress = remoteAddress;
    this.base = base;
  }

  /** The client has gone; nobody wants the answer. */
  public void abandon() {
    abandoned = true;
    Submit current = trying;
    if (current != null) {
      current.abort();
    }
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
      LOG.error("A statement of {} could not be submitted", remoteAddress, e);
      Refusal.text(client, 500, "The broker met an internal error; its log tells which");
    }
  }

  private void submit() throws InterruptedException {
    Query query = services.queryFacts().describe(request, remoteAddress);
    if (refused(query)) {
      return;
    }
    Decided decided = services.decider().decide(statement(query));
    if (decided.verdict().outcome() instanceof Outcome.Reject reject) {
      answerOwn(
          query,
          decided,
          List.of(),
          DecisionOutcome.REJECTED,
          Optional.empty(),
          EngineError.rejected(reject.message()));
      return;
    }
    List<Candidate> candidates = choose(query, decided);
    forward(query, decided, candidates);
  }

  /** Requests that no coordinator would accept, in the words that help to mend them. */
  private boolean refused(Query query) {
    if (query.user().isEmpty() && !request.containsHeader("Authorization")) {
      Refusal.text(
          client,
          401,
          "Nobody to run the statement as: set X-Trino-User or X-Presto-User, or log in with a"
              + " password",
          new BasicHeader("WWW-Authenticate", "Basic realm=\"Trino\""));
      return true;
    }
    if (!sql.hasRemaining()) {
      Refusal.text(
          client, 400, "SQL statement is empty: the body of POST /v1/statement is the SQL");
      return true;
    }
    return false;
  }

  private Statement statement(Query query) {
    return new Statement(
        UTF_8.decode(sql.duplicate()).toString(),
        query,
        QueryFacts.prepared(request),
        Moment.at(services.clock().instant(), services.limits().zone()),
        services.facts().groups(),
        services.facts().clusters());
  }

  /** The clusters to try, in order. An open transaction leaves no choice. */
  private List<Candidate> choose(Query query, Decided decided) {
    if (!query.transaction().isEmpty()) {
      Optional<FleetCluster> owner =
          services.affinity().locate(new TransactionId(query.transaction()));
      if (owner.isPresent()) {
        FleetCluster cluster = owner.get();
        return List.of(new Candidate(cluster, cluster.spec().group(), Optional.empty()));
      }
    }
    return services.fleet().candidates(decided.verdict().outcome(), query.dialect());
  }

  private void forward(Query query, Decided decided, List<Candidate> candidates)
      throws InterruptedException {
    RequestHead forwarded = ForwardedHead.of(head, query, decided.verdict());
    List<Candidate> eligible =
        candidates.stream()
            .filter(candidate -> candidate.excluded().isEmpty())
            .limit(services.limits().attempts())
            .toList();
    long deadline = System.nanoTime() + services.limits().patience().toNanos();
    for (int i = 0; i < eligible.size() && !abandoned; i++) {
      // One that hangs leaves the others their share of the time.
      Duration share =
          Duration.ofNanos(deadline - System.nanoTime()).dividedBy(eligible.size() - i);
      if (!share.isPositive()) {
        break;
      }
      Candidate candidate = eligible.get(i);
      Optional<ClusterAnswer.Answered> answer = attempt(candidate.cluster(), forwarded, share);
      if (answer.isPresent()) {
        accepted(query, decided, candidates, candidate, answer.get());
        return;
      }
    }
    if (!abandoned) {
      nothingAccepted(query, decided, candidates);
    }
  }

  private Optional<ClusterAnswer.Answered> attempt(
      FleetCluster cluster, RequestHead forwarded, Duration left) throws InterruptedException {
    long began = System.nanoTime();
    cluster.submissionBegins();
    try {
      var submit =
          new Submit(
              services.reactor(),
              lane,
              cluster.target(),
              forwarded,
              sql.duplicate(),
              client::breakOff);
      trying = submit;
      return switch (submit.await(left)) {
        case ClusterAnswer.Answered answered when answered.unavailable() -> {
          submit.abort();
          failed(cluster, "answered " + answered.response().getCode(), began);
          yield Optional.empty();
        }
        case ClusterAnswer.Answered answered -> {
          tried(cluster, "answered " + answered.response().getCode(), began);
          yield Optional.of(answered);
        }
        case ClusterAnswer.Lost lost -> {
          if (!abandoned) {
            failed(cluster, reason(lost.cause()), began);
          }
          yield Optional.empty();
        }
      };
    } finally {
      cluster.submissionEnds();
    }
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void failed(FleetCluster cluster, String reason, long began) {
    LOG.info("Cluster {} did not take a statement: {}", cluster.name(), reason);
    tried(cluster, reason, began);
    cluster.trafficFailed(reason);
  }

  private void tried(FleetCluster cluster, String result, long began) {
    attempts.add(new Attempt(cluster.name(), result, (System.nanoTime() - began) / 1000));
  }

  /** Learn, record, and only then answer: a decision that a client has seen is never lost. */
  private void accepted(
      Query query,
      Decided decided,
      List<Candidate> candidates,
      Candidate chosen,
      ClusterAnswer.Answered answer) {
    answer.queryId().ifPresent(id -> learn(id, query, chosen.cluster(), answer));
    record(
        query,
        decided,
        candidates,
        outcome(decided),
        Optional.of(chosen.group()),
        Optional.empty(),
        Optional.of(new Choice(chosen.cluster().name(), because(chosen, query))),
        answer.queryId());
    client.pass(answer.response(), answer.hasBody(), answer.body());
  }

  private void learn(QueryId id, Query query, FleetCluster cluster, ClusterAnswer.Answered answer) {
    services.affinity().accepted(id, cluster);
    if (!query.transaction().isEmpty()) {
      services.affinity().within(id, new TransactionId(query.transaction()));
    }
    TransactionHeaders.started(answer.response())
        .ifPresent(transaction -> services.affinity().started(transaction, cluster));
    if (TransactionHeaders.cleared(answer.response())) {
      services.affinity().cleared(id);
    }
  }

  private static DecisionOutcome outcome(Decided decided) {
    return decided.verdict().outcome() instanceof Outcome.Unrouted
        ? DecisionOutcome.DEFAULTED
        : DecisionOutcome.ROUTED;
  }

  private String because(Candidate chosen, Query query) {
    if (!query.transaction().isEmpty()) {
      return "owns transaction " + query.transaction();
    }
    FleetCluster cluster = chosen.cluster();
    return "%s: %d of %d queries"
        .formatted(
            services.fleet().group(chosen.group()).selection(),
            cluster.running(),
            cluster.spec().capacity());
  }

  private void nothingAccepted(Query query, Decided decided, List<Candidate> candidates) {
    GroupName group =
        decided.verdict().outcome() instanceof Outcome.Route route
            ? route.group()
            : services.fleet().defaultGroup();
    answerOwn(
        query,
        decided,
        candidates,
        DecisionOutcome.FAILED,
        Optional.of(group),
        EngineError.noCluster(
            "No cluster of group %s can take the statement now: %s"
                .formatted(group, reasons(candidates))));
  }

  private String reasons(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return "it has no clusters";
    }
    return candidates.stream()
        .map(candidate -> candidate.cluster().name() + " " + reason(candidate))
        .collect(Collectors.joining("; "));
  }

  private String reason(Candidate candidate) {
    return candidate
        .excluded()
        .or(() ->
            attempts.stream()
                .filter(attempt -> attempt.cluster().equals(candidate.cluster().name()))
                .map(Attempt::result)
                .findFirst())
        .orElse("was not tried: too many attempts, or no time left");
  }

  private void answerOwn(
      Query query,
      Decided decided,
      List<Candidate> candidates,
      DecisionOutcome outcome,
      Optional<GroupName> group,
      EngineError error) {
    OwnQuery own = OwnQuery.of(error, services.clock().instant());
    record(
        query,
        decided,
        candidates,
        outcome,
        group,
        Optional.of(error.message()),
        Optional.empty(),
        Optional.of(own.id()));
    Refusal.page(client, own.firstPage(base, query.dialect()));
  }

  private void record(
      Query query,
      Decided decided,
      List<Candidate> candidates,
      DecisionOutcome outcome,
      Optional<GroupName> group,
      Optional<String> message,
      Optional<Choice> choice,
      Optional<QueryId> queryId) {
    services
        .journal()
        .append(
            new DecisionRecord(
                services.ids().next(),
                services.replica(),
                query,
                decided.sql(),
                decided.verdict(),
                outcome,
                group,
                message,
                candidates.stream().map(Submission::auditCandidate).toList(),
                choice,
                attempts,
                queryId));
  }

  private static io.sluice.broker.audit.Candidate auditCandidate(Candidate candidate) {
    return new io.sluice.broker.audit.Candidate(
        candidate.cluster().name(),
        candidate.group(),
        candidate.excluded().isEmpty(),
        candidate.excluded().orElse(""));
  }
}

package io.sluice.broker.followup;

import io.sluice.broker.answer.EngineError;
import io.sluice.broker.answer.OwnQuery;
import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.EndToEndHeaders;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.exchange.TransactionHeaders;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.spooling.SpooledPage;
import io.sluice.rules.decision.WaitingTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request about a query: it goes to the query's owner and nowhere else, and the answer comes
 * back as it is. Belongs to its lane, but for the search of an owner that memory doesn't tell.
 */
public final class FollowUp implements ResponseListener {
  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  private final FollowUps services;
  private final Lane lane;
  private final QueryId query;
  private final Optional<FleetCluster> asked;
  private final RequestHead head;
  private final RequestBody body;
  private final ClientResponse client;
  private final Origin origin;
  private volatile boolean abandoned;
  private volatile @Nullable ClusterExchange exchange;
  private volatile @Nullable FleetCluster owner;
  private @Nullable PageWatch watch;
  private @Nullable QueuedPage queuedPage;
  private @Nullable SpooledPage spooledPage;
  private boolean cancelled;
  private volatile @Nullable FirstPoll firstPoll;
  private boolean goesElsewhere;

  FollowUp(
      FollowUps services,
      Lane lane,
      QueryId query,
      Optional<FleetCluster> asked,
      RequestHead head,
      RequestBody body,
      ClientResponse client,
      Origin origin) {
    this.services = services;
    this.lane = lane;
    this.query = query;
    this.asked = asked;
    this.head = head;
    this.body = body;
    this.client = client;
    this.origin = origin;
  }

  /** Sends the request on its way. */
  public void begin() {
    if (OwnQuery.owns(query)) {
      answerOwn();
      return;
    }
    switch (head.method()) {
      case "GET" ->
          firstPoll = services.firstPoll(query, head.uri(), lane, client, origin).orElse(null);
      case "DELETE" -> services.unpolled().forget(query);
      default -> {}
    }
    Optional<FleetCluster> known = services.affinity().known(query);
    if (known.isPresent() && isQueuedTooLong()) {
      answerQueuedTooLong(known.get());
    } else if (known.isPresent()) {
      forward(known.get());
    } else {
      services.background().execute(this::locate);
    }
  }

  private void answerOwn() {
    if (head.method().equals("DELETE")) {
      client.answer(204, "text/plain", "");
      return;
    }
    OwnQuery.ofPoll(query, head.uri())
        .ifPresentOrElse(
            own -> Refusal.page(client, own.lastPage(origin.base())),
            () -> UnknownQuery.answer(client, head, "query %s is not known here".formatted(query)));
  }

  private boolean isQueuedTooLong() {
    return head.method().equals("GET")
        && services.queueLimits().of(query).filter(QueueLimits.Limit::isExceeded).isPresent();
  }

  private void answerQueuedTooLong(FleetCluster cluster) {
    Refusal.page(client, new OwnQuery(query, queuedTooLong(cluster)).lastPage(origin.base()));
  }

  private EngineError queuedTooLong(FleetCluster cluster) {
    String longest =
        services
            .queueLimits()
            .of(query)
            .map(QueueLimits.Limit::longest)
            .map(WaitingTime::text)
            .orElse("");
    return EngineError.queuedTooLong(
        "Query %s was cancelled: it waited in the queue of cluster %s for longer than the %s that the routing rules allow"
            .formatted(query, cluster.name(), longest));
  }

  private void locate() {
    try {
      services.affinity().locate(query).ifPresentOrElse(this::forward, this::nobodyHasIt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Refusal.json(client, 503, "the broker is shutting down; try again");
    } catch (RuntimeException | Error e) {
      // The boundary of this exchange: whatever went wrong, its client must hear of it.
      LOG.error("The owner of {} could not be looked for", query, e);
      Refusal.json(client, 500, "the broker met an internal error; its log tells which");
    }
  }

  private void nobodyHasIt() {
    FirstPoll first = firstPoll;
    if (first != null) {
      first.elsewhere(false, "it is not in the fleet any more", _ -> answerUnknown());
    } else {
      asked.ifPresentOrElse(this::forward, this::answerUnknown);
    }
  }

  private void answerUnknown() {
    UnknownQuery.answer(
        client,
        head,
        "query %s is not known: no cluster of this fleet has it (it may have expired,"
                .formatted(query)
            + " or its cluster was restarted or removed)");
  }

  private void forward(FleetCluster cluster) {
    owner = cluster;
    var begun =
        new ClusterExchange(
            services.reactor(), lane, cluster.target(), headFor(cluster), body, this);
    exchange = begun;
    if (abandoned) {
      return;
    }
    begun.begin();
  }

  private RequestHead headFor(FleetCluster cluster) {
    return services.uris().head(head, cluster, origin);
  }

  /** The client has gone: the cluster need not go on. */
  public void abandon() {
    abandoned = true;
    ClusterExchange running = exchange;
    if (running != null) {
      running.abort();
    }
    FirstPoll first = firstPoll;
    if (first != null) {
      first.abandon();
    }
  }

  @Override
  public void answered(HttpResponse response, boolean hasBody, BodyPipe pipe) {
    FleetCluster cluster = Objects.requireNonNull(owner, "answered before it was forwarded");
    if (response.getCode() == 404 && firstPoll != null) {
      unknownThere(cluster, firstPoll, hasBody);
      return;
    }
    TransactionHeaders.started(response)
        .ifPresent(transaction -> services.affinity().started(transaction, cluster));
    if (TransactionHeaders.cleared(response)) {
      services.affinity().cleared(query);
    }
    boolean page =
        response.getCode() == 200
            && head.method().equals("GET")
            && head.uri().startsWith("/v1/statement/");
    if (page) {
      watch = new PageWatch(isGzip(response));
      spooledPage = services.spooling().page(cluster, response).orElse(null);
      if (services.queueLimits().of(query).filter(QueueLimits.Limit::isDue).isPresent()) {
        queuedPage = new QueuedPage(isGzip(response));
      }
    }
    cancelled =
        head.method().equals("DELETE")
            && response.getCode() / 100 == 2
            && !head.uri().contains("/partialCancel/")
            && !head.uri().startsWith("/v1/stage/");
    AnswerEdit edit = services.uris().edit(cluster, origin);
    List<Header> headers = edit.headers(response, EndToEndHeaders.ofResponse(response));
    edit.body(response).ifPresent(pipe::through);
    services
        .handshakes()
        .passOn(cluster, response, () -> client.pass(response, headers, hasBody, pipe));
  }

  /** Whoever answers there now has not got the statement: its coordinator was restarted. */
  private void unknownThere(FleetCluster cluster, FirstPoll first, boolean hasBody) {
    goesElsewhere = true;
    first.elsewhere(
        true,
        "%s no longer knew it".formatted(cluster.name()),
        again ->
            Refusal.json(
                client,
                again ? 503 : 404,
                "cluster %s was restarted and no longer knows query %s%s"
                    .formatted(cluster.name(), query, again ? "; poll again" : "")));
    ClusterExchange running = exchange;
    if (hasBody && running != null) {
      running.abort();
    }
  }

  private static boolean isGzip(HttpResponse response) {
    Header encoding = response.getFirstHeader("Content-Encoding");
    return encoding != null && "gzip".equalsIgnoreCase(encoding.getValue());
  }

  @Override
  public void passing(ByteBuffer bytes) {
    if (watch != null) {
      watch.see(bytes);
    }
    if (queuedPage != null) {
      queuedPage.see(bytes);
    }
    if (spooledPage != null) {
      spooledPage.see(bytes);
    }
  }

  @Override
  public void finished() {
    pageEnds();
    if (owner == null || goesElsewhere) {
      return;
    }
    if (queuedPage != null && endsInQueue(owner, queuedPage)) {
      return;
    }
    if (watch != null) {
      services.ends().pagePassed(query, owner.name(), watch);
    }
    if (cancelled) {
      services.ends().cancelled(query, owner.name());
    }
  }

  private void pageEnds() {
    if (watch != null) {
      watch.close();
    }
    if (spooledPage != null) {
      spooledPage.close();
    }
  }

  /** The query's time in the queue is over; a page that says that it is still there ends it. */
  private boolean endsInQueue(FleetCluster cluster, QueuedPage page) {
    try {
      if (!page.isQueued()) {
        services.queueLimits().left(query);
        return false;
      }
    } catch (IOException e) {
      LOG.debug("A page of {} could not be read; the next one tells", query, e);
      return false;
    }
    if (services.queueLimits().of(query).filter(QueueLimits.Limit::exceed).isPresent()) {
      services.ends().failed(query, cluster.name(), queuedTooLong(cluster));
      new Cancel(services.reactor(), lane, query, cluster, headFor(cluster)).begin();
    }
    return true;
  }

  @Override
  public void failed(Exception cause, boolean answered) {
    pageEnds();
    FleetCluster cluster = owner;
    if (goesElsewhere) {
      return;
    }
    if (abandoned || cluster == null) {
      LOG.debug("A client left {}", query);
      return;
    }
    LOG.debug("{} {} of {} failed", head.method(), query, cluster.name(), cause);
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (!answered && cause instanceof IOException && body instanceof RequestBody.None) {
      cluster.trafficFailed(reason);
    }
    FirstPoll first = firstPoll;
    if (answered) {
      client.breakOff();
    } else if (first != null && !hasArrived()) {
      goesElsewhere = true;
      first.elsewhere(
          false,
          "%s: %s".formatted(cluster.name(), reason),
          _ -> answerUnreachable(cluster, reason));
    } else if (cause instanceof RequestHeaderFieldsTooLargeException) {
      // Polling again would bring the same answer again.
      Refusal.text(client, 500, "The answer of cluster %s: %s".formatted(cluster.name(), reason));
    } else {
      answerUnreachable(cluster, reason);
    }
  }

  private boolean hasArrived() {
    ClusterExchange running = exchange;
    return running == null || running.mayHaveArrived();
  }

  private void answerUnreachable(FleetCluster cluster, String reason) {
    if (services.isGone(cluster) && head.method().equals("GET")) {
      String message =
          "Query %s is lost: its cluster %s does not answer (%s)"
              .formatted(query, cluster.name(), cluster.status().health().reason());
      EngineError error = EngineError.clusterGone(message);
      services.ends().failed(query, cluster.name(), error);
      Refusal.page(client, new OwnQuery(query, error).lastPage(origin.base()));
    } else {
      // 503 is the one status at which most clients poll again, and polling again is safe.
      Refusal.json(
          client,
          503,
          "cluster %s did not answer (%s); poll again".formatted(cluster.name(), reason));
    }
  }
}

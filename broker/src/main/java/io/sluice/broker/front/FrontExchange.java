package io.sluice.broker.front;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.config.ExtraPath;
import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.followup.FollowUp;
import io.sluice.broker.oauth.LoginRequest;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.querylist.ListRequest;
import io.sluice.broker.reactor.ClientExchange;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.site.Visit;
import io.sluice.broker.spooling.SegmentRequest;
import io.sluice.broker.statement.Submission;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client: receives it, reads it if it is a statement, and hands it to what answers
 * it. Belongs to the lane of the client's connection.
 *
 * <p>Long, as each kind of request has its few lines here: which bodies are read, and who answers.
 */
public final class FrontExchange implements ClientExchange {
  private final FrontServices services;
  private final Lane lane = Reactor.currentLane();
  private RequestReader body = new RequestReader.Discarded();
  private @Nullable ClientResponse client;
  private Runnable abandon = () -> {};
  private Runnable ended = () -> {};

  public FrontExchange(FrontServices services) {
    this.services = services;
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context)
      throws HttpException, IOException {
    var response = new ClientResponse(request, channel, context);
    client = response;
    services.traffic().received();
    switch (services.extraPaths().of(request.getMethod(), request.getPath())) {
      case RequestPath.Submit(Optional<QueryId> given) ->
          submit(request, entity, response, context, given);
      case RequestPath.FollowUp asked -> followUp(request, entity, response, context, asked);
      case RequestPath.Spooled _ -> spooled(request, entity, response, context);
      case RequestPath.Login _ -> login(request, entity, response, context);
      case RequestPath.OfCluster(ClusterName cluster, String uri) -> {
        Visit visit = visit(request, passing(request, entity, response), response, context);
        abandon = services.site().below(visit, cluster, uri);
      }
      case RequestPath.Extra(ExtraPath.Target target) ->
          extra(request, entity, response, context, target);
      case RequestPath.AskAccess _ -> askAccess(request, entity, response, context);
      case RequestPath.Astray(Optional<QueryId> query) -> {
        Visit visit = visit(request, response, context);
        services.site().find(visit, query, () -> lost(visit, query));
      }
      case RequestPath.AboutServer(String of) -> {
        Visit visit = visit(request, response, context);
        if (!services.site().backToItsPage(visit)) {
          services.ownPages().info(visit, of);
        }
      }
      case RequestPath.Home _ -> services.ownPages().home(visit(request, response, context));
      case RequestPath.Methods(String allowed) ->
          response.answer(200, "text/plain", "", new BasicHeader(HttpHeaders.ALLOW, allowed));
      case RequestPath.WrongMethod(String allowed) ->
          NotServed.wrongMethod(request, allowed, response);
      case RequestPath.PastTheRules _ -> NotServed.pastTheRules(response);
      case RequestPath.Malformed(String flaw) -> NotServed.malformed(request, flaw, response);
      case RequestPath.Queries _ -> queries(visit(request, response, context));
      case RequestPath.Unknown _ -> NotServed.unknown(request.getPath(), response);
    }
  }

  private void askAccess(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context)
      throws HttpException, IOException {
    Visit visit = visit(request, passing(request, entity, response), response, context);
    abandon = services.site().ofDefaultGroup(visit);
  }

  private void queries(Visit visit) {
    if (services.site().backToItsPage(visit)) {
      return;
    }
    ListRequest list =
        services.queryLists().request(lane, visit.head(), visit.client(), visit.origin());
    abandon = list::abandon;
    ended = list::ended;
    list.begin();
  }

  /** A page of nobody knows which cluster: the broker's own leads on to all of them. */
  private void lost(Visit visit, Optional<QueryId> query) {
    String path = visit.head().uri().split("\\?", 2)[0];
    if (!path.startsWith("/ui") || path.startsWith("/ui/api/")) {
      NotServed.unknown(path, visit.client());
    } else if (query.isPresent()) {
      services.ownPages().noSuchQuery(visit, query.get());
    } else if (path.equals("/ui") || path.equals("/ui/")) {
      services.ownPages().home(visit);
    } else {
      services.ownPages().noCluster(visit);
    }
  }

  private static boolean expectsContinue(HttpRequest request) {
    Header expect = request.getFirstHeader(HttpHeaders.EXPECT);
    return expect != null && "100-continue".equalsIgnoreCase(expect.getValue());
  }

  private void submit(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context,
      Optional<QueryId> given)
      throws HttpException, IOException {
    Origin origin = services.uris().origin(request, context);
    body =
        new RequestReader.Whole(
            services.maxStatementBytes(),
            entity == null ? 0 : entity.getContentLength(),
            sql -> begin(request, sql, response, origin, given),
            () -> tooLong(response));
    if (entity == null) {
      body.end(null);
    } else if (expectsContinue(request) && !response.begun()) {
      response.sendContinue();
    }
  }

  private void begin(
      HttpRequest request,
      ByteBuffer sql,
      ClientResponse response,
      Origin origin,
      Optional<QueryId> given) {
    var submission =
        new Submission(services.submissions(), lane, request, sql, response, origin, given);
    abandon = submission::abandon;
    services.background().execute(submission);
  }

  private void tooLong(ClientResponse response) {
    Refusal.text(
        response,
        413,
        "The statement is longer than %d bytes (see front.maxStatementBytes of the broker)"
            .formatted(services.maxStatementBytes()),
        NotServed.CLOSE);
  }

  private void followUp(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context,
      RequestPath.FollowUp asked)
      throws HttpException, IOException {
    RequestHead head = RequestHead.of(request);
    FollowUp followUp =
        services
            .followUps()
            .followUp(
                lane,
                asked.query(),
                asked.asked(),
                new RequestHead(head.method(), asked.uri(), head.headers()),
                passing(request, entity, response),
                response,
                services.uris().origin(request, context));
    abandon = followUp::abandon;
    followUp.begin();
  }

  private void extra(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context,
      ExtraPath.Target target)
      throws HttpException, IOException {
    if (services.site().backToItsPage(visit(request, response, context))) {
      return;
    }
    Visit visit = visit(request, passing(request, entity, response), response, context);
    abandon =
        switch (target) {
          case ExtraPath.OfCluster(ClusterName cluster) ->
              services.site().ofCluster(visit, cluster);
          case ExtraPath.OfGroup(GroupName group) -> services.site().ofGroup(visit, group);
        };
  }

  private void spooled(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context)
      throws HttpException, IOException {
    SegmentRequest segment =
        services
            .spooling()
            .request(
                lane,
                RequestHead.of(request),
                passing(request, entity, response),
                response,
                services.uris().origin(request, context));
    abandon = segment::abandon;
    segment.begin();
  }

  private void login(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context)
      throws HttpException, IOException {
    LoginRequest login =
        services
            .logins()
            .request(
                lane,
                RequestHead.of(request),
                passing(request, entity, response),
                response,
                services.uris().origin(request, context));
    abandon = login::abandon;
    login.begin();
  }

  /** The request's body, which passes while it comes. */
  private RequestBody passing(
      HttpRequest request, @Nullable EntityDetails entity, ClientResponse response)
      throws HttpException, IOException {
    if (entity == null) {
      return new RequestBody.None();
    }
    var pipe = new BodyPipe();
    body = new RequestReader.Piped(pipe);
    if (expectsContinue(request)) {
      response.sendContinue();
    }
    var streaming = new RequestBody.Streaming(pipe, entity.getContentLength());
    response.onOwnAnswer(streaming::discard);
    return streaming;
  }

  private Visit visit(HttpRequest request, ClientResponse response, HttpContext context) {
    return visit(request, new RequestBody.None(), response, context);
  }

  private Visit visit(
      HttpRequest request, RequestBody carried, ClientResponse response, HttpContext context) {
    return new Visit(
        lane, RequestHead.of(request), carried, response, services.uris().origin(request, context));
  }

  @Override
  public void malformed(String text) {
    body = new RequestReader.Discarded();
    abandon.run();
    ClientResponse current = client;
    if (current != null && current.begun()) {
      current.breakOff();
    } else if (current != null) {
      Refusal.text(current, 400, text, NotServed.CLOSE);
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    body.updateCapacity(channel);
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    body.accept(source);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
    body.end(trailers);
  }

  @Override
  public int available() {
    ClientResponse current = client;
    return current == null ? 0 : current.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    ClientResponse current = client;
    if (current != null) {
      current.produce(channel);
    }
  }

  @Override
  public void failed(Exception cause) {
    abandon.run();
  }

  @Override
  public void releaseResources() {
    abandon = () -> {};
    ended.run();
    if (client != null) {
      services.traffic().ended();
    }
  }
}

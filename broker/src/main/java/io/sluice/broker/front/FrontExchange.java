package io.sluice.broker.front;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.followup.FollowUp;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.ClientExchange;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.statement.Submission;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
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
 */
public final class FrontExchange implements ClientExchange {
  private static final Header CLOSE = new BasicHeader(HttpHeaders.CONNECTION, "close");
  private static final int SHOWN = 200;

  private final FrontServices services;
  private final Lane lane = Reactor.currentLane();
  private RequestReader body = new RequestReader.Discarded();
  private @Nullable ClientResponse client;
  private Runnable abandon = () -> {};

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
    switch (RequestPath.of(request.getMethod(), request.getPath())) {
      case RequestPath.Submit _ -> submit(request, entity, response, context);
      case RequestPath.FollowUp(QueryId query) ->
          followUp(request, entity, response, context, query);
      case RequestPath.AboutServer(String of) -> services.ownPages().info(response, of);
      case RequestPath.Home _ -> services.ownPages().home(response);
      case RequestPath.WrongMethod(String allowed) ->
          Refusal.json(
              response,
              405,
              "%s %s: wrong method (expected: %s)"
                  .formatted(request.getMethod(), request.getPath(), allowed),
              new BasicHeader(HttpHeaders.ALLOW, allowed));
      case RequestPath.Unknown _ ->
          Refusal.json(
              response,
              404,
              ("%s is no path that this broker serves (expected: /v1/statement, a path with a query"
                      + " id, or /v1/info)")
                  .formatted(shortened(request.getPath())));
    }
  }

  private static String shortened(String path) {
    return path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "...";
  }

  private static boolean expectsContinue(HttpRequest request) {
    Header expect = request.getFirstHeader(HttpHeaders.EXPECT);
    return expect != null && "100-continue".equalsIgnoreCase(expect.getValue());
  }

  private void submit(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context)
      throws HttpException, IOException {
    Origin origin = Origin.of(request, context);
    body =
        new RequestReader.Whole(
            services.maxStatementBytes(),
            entity == null ? 0 : entity.getContentLength(),
            sql -> begin(request, sql, response, origin),
            () -> tooLong(response));
    if (entity == null) {
      body.end(null);
    } else if (expectsContinue(request) && !response.begun()) {
      response.sendContinue();
    }
  }

  private void begin(HttpRequest request, ByteBuffer sql, ClientResponse response, Origin origin) {
    var submission = new Submission(services.submissions(), lane, request, sql, response, origin);
    abandon = submission::abandon;
    services.background().execute(submission);
  }

  private void tooLong(ClientResponse response) {
    Refusal.text(
        response,
        413,
        "The statement is longer than %d bytes (see front.maxStatementBytes of the broker)"
            .formatted(services.maxStatementBytes()),
        CLOSE);
  }

  private void followUp(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ClientResponse response,
      HttpContext context,
      QueryId query)
      throws HttpException, IOException {
    RequestBody passing = new RequestBody.None();
    if (entity != null) {
      var pipe = new BodyPipe();
      body = new RequestReader.Piped(pipe);
      passing = new RequestBody.Streaming(pipe, entity.getContentLength());
      if (expectsContinue(request)) {
        response.sendContinue();
      }
    }
    FollowUp followUp =
        services
            .followUps()
            .followUp(
                lane,
                query,
                RequestHead.of(request),
                passing,
                response,
                Origin.of(request, context));
    abandon = followUp::abandon;
    followUp.begin();
  }

  @Override
  public void malformed(String text) {
    body = new RequestReader.Discarded();
    abandon.run();
    ClientResponse current = client;
    if (current != null && current.begun()) {
      current.breakOff();
    } else if (current != null) {
      Refusal.text(current, 400, text, CLOSE);
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
    if (client != null) {
      services.traffic().ended();
    }
  }
}

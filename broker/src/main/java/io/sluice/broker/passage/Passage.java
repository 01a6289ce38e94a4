package io.sluice.broker.passage;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.EndToEndHeaders;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import java.io.IOException;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request that goes to one cluster, whose answer comes back as it is, but for what an {@link
 * AnswerEdit} changes. Belongs to its lane.
 */
public final class Passage implements ResponseListener {
  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

  private final FleetCluster cluster;
  private final RequestBody body;
  private final ClientResponse client;
  private final AnswerEdit edit;
  private final AnswerWatch watch;
  private final ClusterExchange exchange;
  private volatile boolean abandoned;

  Passage(
      Reactor reactor,
      Lane lane,
      FleetCluster cluster,
      RequestHead head,
      RequestBody body,
      ClientResponse client,
      AnswerEdit edit,
      AnswerWatch watch) {
    this.cluster = cluster;
    this.body = body;
    this.client = client;
    this.edit = edit;
    this.watch = watch;
    this.exchange = new ClusterExchange(reactor, lane, cluster.target(), head, body, this);
  }

  /** Sends the request on its way. */
  public void begin() {
    exchange.begin();
  }

  /** The client has gone: the cluster need not go on. */
  public void abandon() {
    abandoned = true;
    exchange.abort();
  }

  @Override
  public void answered(HttpResponse response, boolean hasBody, BodyPipe pipe) {
    List<Header> headers = edit.headers(response, EndToEndHeaders.ofResponse(response));
    edit.body(response).ifPresent(pipe::through);
    watch.passOn(cluster, response, () -> client.pass(response, headers, hasBody, pipe));
  }

  @Override
  public void finished() {}

  @Override
  public void failed(Exception cause, boolean answered) {
    if (abandoned) {
      LOG.debug("A client left a request to {}", cluster.name());
      return;
    }
    LOG.debug("A request to {} failed", cluster.name(), cause);
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (!answered && cause instanceof IOException && body instanceof RequestBody.None) {
      cluster.trafficFailed(reason);
    }
    if (answered) {
      client.breakOff();
    } else {
      Refusal.json(
          client,
          503,
          "cluster %s did not answer (%s); try again".formatted(cluster.name(), reason));
    }
  }
}

package io.sluice.broker.followup;

import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import org.apache.hc.core5.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels a query at its cluster as its client would: DELETE on the address of its page. */
final class Cancel implements ResponseListener {
  private static final Logger LOG = LoggerFactory.getLogger(Cancel.class);

  private final QueryId query;
  private final FleetCluster cluster;
  private final ClusterExchange exchange;

  /**
   * @param poll the head of the client's poll
   */
  Cancel(Reactor reactor, Lane lane, QueryId query, FleetCluster cluster, RequestHead poll) {
    this.query = query;
    this.cluster = cluster;
    var head = new RequestHead("DELETE", poll.uri(), poll.headers());
    this.exchange =
        new ClusterExchange(reactor, lane, cluster.target(), head, new RequestBody.None(), this);
  }

  void begin() {
    exchange.begin();
  }

  @Override
  public void answered(HttpResponse response, boolean hasBody, BodyPipe body) {
    if (response.getCode() / 100 != 2) {
      LOG.warn("{} answered {} to the end of {}", cluster.name(), response.getCode(), query);
    }
    if (hasBody) {
      exchange.abort();
    }
  }

  @Override
  public void finished() {}

  /** The engine ends the query itself when nobody polls for it any more. */
  @Override
  public void failed(Exception cause, boolean answered) {
    if (!answered) {
      LOG.warn("{} could not be told to end {}: {}", cluster.name(), query, cause.toString());
    }
  }
}

package io.sluice.broker.reactor;

import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;

/** An exchange with a cluster that learns of its connection before it begins. */
public interface LaneExchange extends AsyncClientExchangeHandler {
  /**
   * The exchange is about to begin on {@code connection}.
   *
   * @param reused whether earlier exchanges ran on it, so that it may turn out to be stale
   */
  void connected(ClusterConnection connection, boolean reused);

  /** No connection came about; nothing else of the exchange will be called. */
  void unreachable(Exception cause);
}

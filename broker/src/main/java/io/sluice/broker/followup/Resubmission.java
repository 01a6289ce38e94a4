package io.sluice.broker.followup;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.rules.fact.ClusterName;

/** A statement that its cluster has accepted and not begun, and that others can still take over. */
public interface Resubmission {
  /** The cluster that has accepted it. */
  ClusterName cluster();

  /**
   * Offers the statement to the clusters that can take it now. The first page of the one that does
   * is the answer to the client's poll. Blocks.
   *
   * @param lost the query that the statement was so far
   * @param reachable whether the cluster that had accepted it may be tried, too
   * @param why what happened to the first cluster, for people
   * @param origin how the client reached the broker
   * @return whether a cluster took it; if none did, the client has no answer yet
   */
  boolean elsewhere(
      QueryId lost, boolean reachable, String why, Lane lane, ClientResponse client, Origin origin)
      throws InterruptedException;

  /** The client has gone; ends what is under way. Any thread. */
  void abandon();
}

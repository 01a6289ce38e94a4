package io.sluice.broker.followup;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import java.util.Optional;

/** A statement that its cluster has accepted and not begun, and that others can still take over. */
public interface Resubmission {

  /**
   * Offers the statement to the clusters that can take it now. The first page of the one that does
   * is the answer to the client's poll. Blocks.
   *
   * @param lost the query that the statement was so far
   * @param unreachable the cluster that it can't go to
   * @param why what happened to the first cluster, for people
   * @return whether a cluster took it; if none did, the client has no answer yet
   */
  boolean elsewhere(
      QueryId lost,
      Optional<FleetCluster> unreachable,
      String why,
      Lane lane,
      ClientResponse client)
      throws InterruptedException;

  /** The client has gone; ends what is under way. Any thread. */
  void abandon();
}

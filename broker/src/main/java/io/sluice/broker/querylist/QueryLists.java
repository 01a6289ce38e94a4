package io.sluice.broker.querylist;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.uris.Uris;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;

/** Makes the requests for the list of all queries, and holds what all of them need. */
public final class QueryLists {
  private final Reactor reactor;
  private final Fleet fleet;
  private final Uris uris;
  private final Executor background;
  private final ListMemory memory;

  /**
   * @param background runs what blocks; one thread each
   * @param memory the most bytes that all lists under way may take together
   */
  public QueryLists(Reactor reactor, Fleet fleet, Uris uris, Executor background, long memory) {
    this.reactor = reactor;
    this.fleet = fleet;
    this.uris = uris;
    this.background = background;
    this.memory = new ListMemory(memory);
  }

  /**
   * A client's request for the list.
   *
   * @param head as a cluster gets it, with the client's credentials
   * @param origin how the client reached the broker
   */
  public ListRequest request(Lane lane, RequestHead head, ClientResponse client, Origin origin) {
    return new ListRequest(this, lane, head, client, origin, memory.share());
  }

  /** All clusters that may have queries, by name. */
  List<FleetCluster> clusters() {
    return fleet.carriers().stream().sorted(Comparator.comparing(FleetCluster::name)).toList();
  }

  Reactor reactor() {
    return reactor;
  }

  Uris uris() {
    return uris;
  }

  Executor background() {
    return background;
  }
}

package io.sluice.broker.passage;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;

/** Makes passages whose answers are all watched. */
public final class Passages {
  private final Reactor reactor;
  private final AnswerWatch watch;

  public Passages(Reactor reactor, AnswerWatch watch) {
    this.reactor = reactor;
    this.watch = watch;
  }

  /** One request to one cluster. */
  public Passage passage(
      Lane lane,
      FleetCluster cluster,
      RequestHead head,
      RequestBody body,
      ClientResponse client,
      AnswerEdit edit) {
    return new Passage(reactor, lane, cluster, head, body, client, edit, watch);
  }
}

package io.sluice.broker.oauth;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.Passages;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.uris.Uris;
import io.sluice.rules.fact.Dialect;
import java.util.List;
import java.util.concurrent.Executor;

/** Carries the requests of logins, and holds what all of them need. */
public final class Logins {
  private final Passages passages;
  private final Handshakes handshakes;
  private final Fleet fleet;
  private final Uris uris;
  private final Executor background;

  /**
   * @param background runs what blocks; one thread each
   */
  public Logins(
      Passages passages, Handshakes handshakes, Fleet fleet, Uris uris, Executor background) {
    this.passages = passages;
    this.handshakes = handshakes;
    this.fleet = fleet;
    this.uris = uris;
    this.background = background;
  }

  /**
   * A request below /oauth2/.
   *
   * @param origin how the client reached the broker
   */
  public LoginRequest request(
      Lane lane, RequestHead head, RequestBody body, ClientResponse client, Origin origin) {
    return new LoginRequest(this, lane, head, body, client, origin);
  }

  Passages passages() {
    return passages;
  }

  Handshakes handshakes() {
    return handshakes;
  }

  Uris uris() {
    return uris;
  }

  Executor background() {
    return background;
  }

  /** The clusters that can have begun a login: Presto has none. */
  List<FleetCluster> beginners() {
    return fleet.carriers().stream()
        .filter(cluster -> cluster.status().dialect().orElse(Dialect.TRINO) == Dialect.TRINO)
        .toList();
  }
}

package io.sluice.broker.followup;

import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.audit.Journal;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.oauth.Handshakes;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.spooling.Spooling;
import io.sluice.broker.uris.Uris;
import io.sluice.rules.fact.ClusterName;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Makes follow-ups, and holds what all of them need. */
public final class FollowUps {
  private final Reactor reactor;
  private final Fleet fleet;
  private final Affinity affinity;
  private final QueryEnds ends;
  private final QueueLimits queueLimits;
  private final Unpolled unpolled;
  private final Spooling spooling;
  private final Handshakes handshakes;
  private final Uris uris;
  private final Executor background;
  private final int failuresUntilGone;

  /**
   * @param queueLimits the queries that may be queued for a limited time only
   * @param unpolled the statements that can still go elsewhere
   * @param spooling learns of spooled segments
   * @param handshakes learns of logins
   * @param uris lead clients back to the broker
   * @param ended hears of the end of each query, and of who had asked it; must not wait
   * @param background runs what blocks; one thread each
   * @param failuresUntilGone after how many failed probes in a row a cluster's queries are lost
   */
  public FollowUps(
      Reactor reactor,
      Fleet fleet,
      Affinity affinity,
      QueueLimits queueLimits,
      Unpolled unpolled,
      Spooling spooling,
      Handshakes handshakes,
      Uris uris,
      Journal journal,
      BiConsumer<Asker, QueryEnd> ended,
      Executor background,
      InstantSource clock,
      int failuresUntilGone) {
    this.reactor = reactor;
    this.fleet = fleet;
    this.affinity = affinity;
    this.queueLimits = queueLimits;
    this.unpolled = unpolled;
    this.spooling = spooling;
    this.handshakes = handshakes;
    this.uris = uris;
    this.background = background;
    this.ends = new QueryEnds(journal, fleet.liveQueries(), ended, background, clock);
    this.failuresUntilGone = failuresUntilGone;
  }

  /**
   * A request about a query.
   *
   * @param asked the cluster that answers it when nobody knows the query's owner
   * @param origin how the client reached the broker
   */
  public FollowUp followUp(
      Lane lane,
      QueryId query,
      Optional<ClusterName> asked,
      RequestHead head,
      RequestBody body,
      ClientResponse client,
      Origin origin) {
    return new FollowUp(
        this, lane, query, asked.flatMap(fleet::carrier), head, body, client, origin);
  }

  Reactor reactor() {
    return reactor;
  }

  Affinity affinity() {
    return affinity;
  }

  QueryEnds ends() {
    return ends;
  }

  QueueLimits queueLimits() {
    return queueLimits;
  }

  Unpolled unpolled() {
    return unpolled;
  }

  Spooling spooling() {
    return spooling;
  }

  Handshakes handshakes() {
    return handshakes;
  }

  Uris uris() {
    return uris;
  }

  /** Takes out the statement whose first poll this is. */
  Optional<FirstPoll> firstPoll(
      QueryId query, String uri, Lane lane, ClientResponse client, Origin origin) {
    return unpolled
        .take(query, uri)
        .map(kept -> new FirstPoll(this, query, kept, lane, client, origin));
  }

  Executor background() {
    return background;
  }

  /**
   * Whether waiting for a cluster that does not answer is no use: probes have agreed that it is
   * dead, or it has left the fleet, so that nobody probes it.
   */
  boolean isGone(FleetCluster cluster) {
    return cluster.status().health().failed() >= failuresUntilGone
        || fleet.find(cluster.name()).isEmpty();
  }
}

package io.sluice.broker.spooling;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.Passage;
import io.sluice.broker.reactor.Lane;
import java.util.List;
import java.util.Optional;

/**
 * One request for a spooled segment, or about one: it goes to the cluster that issued the segment,
 * and the answer comes back as it is. Belongs to its lane.
 */
public final class SegmentRequest {
  private final Spooling services;
  private final Lane lane;
  private final RequestHead head;
  private final RequestBody body;
  private final ClientResponse client;
  private final Origin origin;
  private volatile Runnable abandon = () -> {};

  SegmentRequest(
      Spooling services,
      Lane lane,
      RequestHead head,
      RequestBody body,
      ClientResponse client,
      Origin origin) {
    this.services = services;
    this.lane = lane;
    this.head = head;
    this.body = body;
    this.client = client;
    this.origin = origin;
  }

  /** Sends the request on its way. */
  public void begin() {
    Optional<Long> digest = SegmentIds.digestOf(head.uri().split("\\?", 2)[0]);
    if (digest.isEmpty()) {
      Refusal.json(
          client, 404, "no segment is named (expected: /v1/spooled/download/ or ack/ and its id)");
      return;
    }
    Optional<FleetCluster> known = services.owner(digest.get());
    List<FleetCluster> issuers = services.issuers();
    if (known.isPresent()) {
      pass(known.get());
    } else if (issuers.size() == 1) {
      pass(issuers.getFirst());
    } else if (issuers.isEmpty() || !(body instanceof RequestBody.None)) {
      Refusal.json(client, 404, SegmentSearch.UNKNOWN);
    } else {
      search(digest.get(), issuers);
    }
  }

  private void pass(FleetCluster cluster) {
    Passage passage =
        services
            .passages()
            .passage(
                lane,
                cluster,
                services.uris().head(head, cluster, origin),
                body,
                client,
                services.uris().edit(cluster, origin));
    abandon = passage::abandon;
    passage.begin();
  }

  private void search(long digest, List<FleetCluster> issuers) {
    if (!services.searches().tryAcquire()) {
      Refusal.json(client, 503, "too many unknown segments are being looked for; try again");
      return;
    }
    var search = new SegmentSearch(services, lane, digest, issuers, head, client, origin);
    abandon = search::abandon;
    services.background().execute(search);
  }

  /** The client has gone: no cluster need go on. */
  public void abandon() {
    abandon.run();
  }
}

package io.sluice.broker.oauth;

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
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a login: the browser's for where to log in and its return from there, the client's
 * for its token. It goes to the cluster that began the login. Belongs to its lane, but for the look
 * into the store.
 */
public final class LoginRequest {
  private static final Logger LOG = LoggerFactory.getLogger(LoginRequest.class);

  /** A page without anything of a login: each cluster's is the same. */
  private static final String LOGGED_OUT = "/ui/logout/";

  private static final String PREFIX = "X-Forwarded-Prefix";

  private static final String UNKNOWN =
      "This login is not known here. It may have begun too long ago, or its cluster was removed."
          + " Begin again: run the statement again, or open the cluster's web UI again at"
          + " /clusters/<its name>/ui/";

  private final Logins services;
  private final Lane lane;
  private final RequestHead head;
  private final RequestBody body;
  private final ClientResponse client;
  private final Origin origin;
  private volatile @Nullable Passage passage;
  private volatile boolean abandoned;

  LoginRequest(
      Logins services,
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
    List<FleetCluster> beginners = services.beginners();
    if (beginners.size() == 1 || (head.uri().startsWith(LOGGED_OUT) && !beginners.isEmpty())) {
      pass(reachable(beginners));
      return;
    }
    Optional<String> id = HandshakeIds.of(head.uri());
    if (id.isEmpty()) {
      Refusal.text(client, 404, UNKNOWN);
      return;
    }
    services
        .handshakes()
        .known(id.get())
        .ifPresentOrElse(this::pass, () -> services.background().execute(() -> locate(id.get())));
  }

  private static FleetCluster reachable(List<FleetCluster> clusters) {
    return clusters.stream()
        .filter(FleetCluster::takesStatements)
        .findFirst()
        .orElseGet(clusters::getFirst);
  }

  private void locate(String id) {
    try {
      services
          .handshakes()
          .locate(id)
          .ifPresentOrElse(this::pass, () -> Refusal.text(client, 404, UNKNOWN));
    } catch (RuntimeException e) {
      LOG.warn("The store could not tell the cluster of a login: {}", e.getMessage());
      Refusal.text(
          client,
          503,
          "The broker can't tell now which cluster this login belongs to, as its store does not"
              + " answer; try again");
    }
  }

  private void pass(FleetCluster cluster) {
    Passage begun =
        services
            .passages()
            .passage(
                lane,
                cluster,
                headFor(cluster),
                body,
                client,
                UiReturn.to(cluster.name(), origin, services.uris().edit(cluster, origin)));
    passage = begun;
    if (!abandoned) {
      begun.begin();
    }
  }

  /**
   * Without the cluster's prefix: identity providers send browsers back to the addresses that they
   * were told beforehand, and the broker has one for all its clusters.
   */
  private RequestHead headFor(FleetCluster cluster) {
    RequestHead forwarded = services.uris().head(head, cluster, origin);
    boolean told = forwarded.headers().stream().anyMatch(header -> header.getName().equals(PREFIX));
    return told && !origin.prefix().isEmpty()
        ? forwarded.replacing(PREFIX, List.of(new BasicHeader(PREFIX, origin.prefix())))
        : forwarded.replacing(PREFIX, List.of());
  }

  /** The client has gone: the cluster need not go on. */
  public void abandon() {
    abandoned = true;
    Passage begun = passage;
    if (begun != null) {
      begun.abandon();
    }
  }
}

package io.sluice.broker.uris;

import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.AnswerEdit;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Leads clients back to the broker: tells a cluster by which address its clients know it, or, where
 * that is no use, changes the URIs in its answers.
 */
public final class Uris {

  /** How the client of a request reached the broker. */
  public Origin origin(HttpRequest request, HttpContext context) {
    return Origin.direct(request, context);
  }

  /** The head of a request as {@code cluster} is to get it. */
  public RequestHead head(RequestHead head, FleetCluster cluster, Origin origin) {
    return switch (cluster.spec().uris()) {
      case HOST -> head.withHost(origin.authority());
      case FORWARDED -> Forwarding.add(head, cluster.name(), origin);
      case REWRITE -> head.withHost(cluster.spec().url().getRawAuthority());
    };
  }

  /** What becomes of the answer that {@code cluster} gives to such a request. */
  public AnswerEdit edit(FleetCluster cluster, Origin origin) {
    return AnswerEdit.NONE;
  }
}

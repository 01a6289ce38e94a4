package io.sluice.broker.uris;

import io.sluice.broker.config.AddressRange;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.AnswerEdit;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Leads clients back to the broker: tells a cluster by which address its clients know it, or, where
 * that is no use, changes the URIs in its answers.
 */
public final class Uris {
  private final Optional<URI> externalUrl;
  private final TrustedProxies proxies;

  /**
   * @param externalUrl where all clients reach the broker, whatever their requests say
   * @param trustedProxies peers that tell the truth about their clients
   */
  public Uris(Optional<URI> externalUrl, List<AddressRange> trustedProxies) {
    this.externalUrl = externalUrl;
    this.proxies = new TrustedProxies(trustedProxies);
  }

  /** How the client of a request reached the broker. */
  public Origin origin(HttpRequest request, HttpContext context) {
    Origin told = proxies.behind(request, Origin.direct(request, context));
    return externalUrl.map(url -> at(url, told)).orElse(told);
  }

  private static Origin at(URI url, Origin told) {
    return new Origin(
        url.getScheme().equals("https"),
        url.getRawAuthority(),
        url.getRawPath().replaceFirst("/+$", ""),
        told.remoteAddress(),
        told.forwardedFor());
  }

  /** The head of a request as {@code cluster} is to get it. */
  public RequestHead head(RequestHead head, FleetCluster cluster, Origin origin) {
    return switch (cluster.spec().uris()) {
      case HOST -> head.withHost(origin.authority());
      case FORWARDED -> Forwarding.head(head, cluster.name(), origin);
      case REWRITE -> Rewriting.head(head, cluster.spec().url());
    };
  }

  /** What becomes of the answer that {@code cluster} gives to such a request. */
  public AnswerEdit edit(FleetCluster cluster, Origin origin) {
    return switch (cluster.spec().uris()) {
      case HOST, FORWARDED -> AnswerEdit.NONE;
      case REWRITE -> new Rewriting(cluster.spec(), origin);
    };
  }
}

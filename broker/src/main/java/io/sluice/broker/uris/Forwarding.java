package io.sluice.broker.uris;

import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.rules.fact.ClusterName;
import java.util.ArrayList;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Tells a cluster in X-Forwarded headers how its client reached the broker. The prefix names the
 * cluster, so that every URI tells by itself where it belongs, those without a query id too.
 */
final class Forwarding {
  private Forwarding() {}

  /** Presto heeds the scheme only, so Host is the client's as well. */
  static RequestHead head(RequestHead head, ClusterName cluster, Origin origin) {
    var headers = new ArrayList<Header>(head.withHost(origin.authority()).headers());
    headers.add(new BasicHeader("X-Forwarded-Proto", origin.secure() ? "https" : "http"));
    headers.add(new BasicHeader("X-Forwarded-Host", origin.authority()));
    headers.add(new BasicHeader("X-Forwarded-Port", Integer.toString(origin.port())));
    headers.add(new BasicHeader("X-Forwarded-For", origin.forwardedFor()));
    headers.add(new BasicHeader("X-Forwarded-Prefix", origin.prefix() + prefixOf(cluster)));
    return new RequestHead(head.method(), head.uri(), headers);
  }

  /** Where the broker serves the paths of one cluster. */
  static String prefixOf(ClusterName cluster) {
    return "/clusters/" + cluster;
  }
}

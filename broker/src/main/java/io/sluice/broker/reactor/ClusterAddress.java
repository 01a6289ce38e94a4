package io.sluice.broker.reactor;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a cluster listens. Resolving its host is up to {@link #resolve}, never to an event loop.
 *
 * @param tls whether it speaks TLS
 * @param host name or address
 * @param port its port
 */
public record ClusterAddress(boolean tls, String host, int port) {

  /**
   * The address in a cluster's url.
   *
   * @throws IllegalArgumentException when it is not an http or https url with a host
   */
  public static ClusterAddress of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    if (url.getHost() == null || (!tls && !"http".equalsIgnoreCase(url.getScheme()))) {
      throw new IllegalArgumentException(
          "url: %s (expected: http://host:port or https://host:port)".formatted(url));
    }
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    return new ClusterAddress(tls, url.getHost(), port);
  }

  /** Looks the host up; blocks, so never call it on a lane. May come back unresolved. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}

package io.sluice.broker.reactor;

import io.sluice.broker.trust.ClusterTls;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A cluster's address with what event loops must not look up themselves: what its host resolved to,
 * and whom its TLS trusts.
 *
 * @param address where the cluster listens
 * @param resolved the same, looked up
 * @param tls how to talk TLS to it; without it no connection is made to an https address
 */
public record ClusterTarget(
    ClusterAddress address, InetSocketAddress resolved, Optional<ClusterTls> tls) {

  /** A target that speaks plain HTTP, or one of which nothing has been looked up yet. */
  public ClusterTarget(ClusterAddress address, InetSocketAddress resolved) {
    this(address, resolved, Optional.empty());
  }

  /**
   * Which connections it can use: those to the same address that were made under the same trust.
   */
  Line line() {
    return new Line(address, tls);
  }

  /** What connections have in common that can stand for each other. */
  record Line(ClusterAddress address, Optional<ClusterTls> tls) {}
}

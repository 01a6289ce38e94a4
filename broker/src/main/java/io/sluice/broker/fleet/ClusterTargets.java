package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.trust.TrustFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Looks up what event loops need to know of a cluster to connect to it; blocks. */
public final class ClusterTargets {
  private final TrustFiles trust;

  public ClusterTargets(TrustFiles trust) {
    this.trust = trust;
  }

  /**
   * Where a cluster listens now, and whom its TLS trusts now.
   *
   * @throws IOException when its host has no address, or when what is to be trusted can't be read
   */
  ClusterTarget lookUp(ClusterSpec spec) throws IOException {
    ClusterAddress address = ClusterAddress.of(spec.url());
    InetSocketAddress resolved = address.resolve();
    if (resolved.isUnresolved()) {
      throw new IOException("host %s can't be resolved".formatted(address.host()));
    }
    return new ClusterTarget(
        address,
        resolved,
        address.tls() ? Optional.of(trust.of(spec.name(), spec.tls())) : Optional.empty());
  }
}

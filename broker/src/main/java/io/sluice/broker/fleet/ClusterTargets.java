package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.reactor.ClusterAddress;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.trust.TrustFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Looks up what event loops need to know of a cluster to connect to it; blocks. */
public final class ClusterTargets implements AutoCloseable {
  private final TrustFiles trust;
  private final NameLookups names;

  /**
   * @param timeout how long looking a name up may take
   */
  public ClusterTargets(TrustFiles trust, Duration timeout) {
    this.trust = trust;
    this.names = new NameLookups(timeout);
  }

  /**
   * Where a cluster listens now, and whom its TLS trusts now.
   *
   * @throws IOException when its host has no address, or none in time, or when what is to be
   *     trusted can't be read
   */
  ClusterTarget lookUp(ClusterSpec spec) throws IOException, InterruptedException {
    ClusterAddress address = ClusterAddress.of(spec.url());
    InetSocketAddress resolved = names.resolve(address);
    return new ClusterTarget(
        address,
        resolved,
        address.tls() ? Optional.of(trust.of(spec.name(), spec.tls())) : Optional.empty());
  }

  @Override
  public void close() {
    names.close();
  }
}

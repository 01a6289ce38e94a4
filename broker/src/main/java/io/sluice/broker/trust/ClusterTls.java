package io.sluice.broker.trust;

import javax.net.ssl.SSLContext;

/**
 * How to talk TLS to one cluster. Two of them are the same only when they are the same object: what
 * was connected under one is of no use for another.
 */
public final class ClusterTls {
  private final SSLContext context;
  private final boolean verifyHost;

  ClusterTls(SSLContext context, boolean verifyHost) {
    this.context = context;
    this.verifyHost = verifyHost;
  }

  public SSLContext context() {
    return context;
  }

  /** Whether the certificate must name the host of the cluster's url. */
  public boolean verifyHost() {
    return verifyHost;
  }
}

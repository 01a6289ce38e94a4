package io.sluice.broker;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as people write them into a client. */
public final class Addresses {
  private Addresses() {}

  /** Host and port; a wildcard becomes localhost, which is what works on this machine. */
  public static String text(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    if (host == null) {
      return address.getHostString() + ":" + address.getPort();
    }
    if (host.isAnyLocalAddress()) {
      return "localhost:" + address.getPort();
    }
    String text = host.getHostAddress();
    return (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + address.getPort();
  }
}

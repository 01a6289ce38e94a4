package io.sluice.admin;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Answers a request that offers an upgrade as if it offered none, which is a server's right. By
 * itself Grizzly takes the offer for granted: it ignores the length of the body, waits for more
 * until its read times out, leaves Content-Type out of the answer, and closes the connection.
 * Java's own HTTP client offers h2c with every first request.
 */
final class NoUpgrade implements AddOn {
  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.add(chain.indexOfType(HttpServerFilter.class) + 1, new Ignore());
  }

  private static final class Ignore extends BaseFilter {
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
      if (event instanceof IncomingHttpUpgradeEvent upgrade) {
        upgrade.getHttpHeader().setIgnoreContentModifiers(false);
        upgrade.getHttpHeader().getUpgradeDC().recycle();
      }
      return context.getInvokeAction();
    }
  }
}

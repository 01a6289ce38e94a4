package io.sluice.broker.fleet;

import io.sluice.broker.reactor.ClusterAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks hosts up on platform threads: a name server that does not answer holds the thread that asks
 * it for long, and a virtual one would hold a processor with it. At most one look-up of a host is
 * under way. Safe for use by many threads.
 */
final class NameLookups implements AutoCloseable {
  private final Duration timeout;
  private final Map<ClusterAddress, Future<InetSocketAddress>> underWay = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> Thread.ofPlatform().daemon().name("name-lookup").unstarted(task));

  /**
   * @param timeout how long to wait for an answer
   */
  NameLookups(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * The address, looked up.
   *
   * @throws IOException when there is none, or not in time
   */
  InetSocketAddress resolve(ClusterAddress address) throws IOException, InterruptedException {
    Future<InetSocketAddress> lookup = lookUp(address);
    try {
      InetSocketAddress found = lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (found.isUnresolved()) {
        throw new IOException("host %s can't be resolved".formatted(address.host()));
      }
      return found;
    } catch (TimeoutException e) {
      throw new IOException(
          "host %s was not resolved within %d ms".formatted(address.host(), timeout.toMillis()), e);
    } catch (ExecutionException e) {
      throw new IOException("host %s can't be resolved".formatted(address.host()), e);
    } finally {
      if (lookup.isDone()) {
        underWay.remove(address, lookup);
      }
    }
  }

  private Future<InetSocketAddress> lookUp(ClusterAddress address) throws IOException {
    try {
      return underWay.computeIfAbsent(address, it -> threads.submit(it::resolve));
    } catch (RejectedExecutionException e) {
      throw new IOException("host %s: the broker is stopping".formatted(address.host()), e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

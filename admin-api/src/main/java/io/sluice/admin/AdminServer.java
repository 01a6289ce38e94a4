package io.sluice.admin;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API: answers what operators and supervisors ask, through ports that the broker
 * implements. Requests are served by a few threads of its own; start and close it from one thread.
 *
 * <p>It listens at loopback only: as long as nobody has to say who they are, nobody outside the
 * machine may ask.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final int GRACE_SECONDS = 2;

  private final AdminAddress address;
  private final AdminApplication application;

  private final QuietLoggers loggers = new QuietLoggers();

  private Optional<HttpServer> running = Optional.empty();

  public AdminServer(AdminAddress address, AdminPorts ports) {
    this.address = address;
    this.application = new AdminApplication(address.host(), ports);
  }

  /**
   * Starts to answer.
   *
   * @throws IllegalArgumentException when the host is not loopback
   * @throws IOException when the host is unknown or the port is taken; the message says which
   */
  public void start() throws IOException {
    InetAddress loopback = loopback();
    loggers.quieten();
    HttpServer server = application.server(loopback, address.port());
    try {
      server.start();
    } catch (BindException e) {
      server.shutdownNow();
      BindException taken =
          new BindException(
              "admin.port: %d (expected: a free port at %s, or 0 to pick one; %s)"
                  .formatted(address.port(), address.host(), e.getMessage()));
      taken.initCause(e);
      throw taken;
    }
    running = Optional.of(server);
  }

  /** The port that it listens at. */
  public int port() {
    return running
        .flatMap(server -> server.getListeners().stream().findFirst())
        .map(NetworkListener::getPort)
        .orElseThrow(() -> new IllegalStateException("admin server: not started"));
  }

  /** Lets requests that are being served end, for two seconds at most, and stops. */
  @Override
  public void close() {
    running.ifPresent(AdminServer::stop);
    running = Optional.empty();
  }

  /** One address of the host; every one must be loopback, as a name may have several. */
  private InetAddress loopback() throws IOException {
    InetAddress[] all = InetAddress.getAllByName(address.host());
    if (!Arrays.stream(all).allMatch(InetAddress::isLoopbackAddress)) {
      throw new IllegalArgumentException(
          ("admin.host: %s (expected: a loopback address such as 127.0.0.1, as no users are"
                  + " configured; reach it from elsewhere through an SSH tunnel)")
              .formatted(address.host()));
    }
    return all[0];
  }

  private static void stop(HttpServer server) {
    try {
      server.shutdown().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("admin server: requests were cut off at its end", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      server.shutdownNow(); // only this ends Grizzly's own threads
    }
  }
}

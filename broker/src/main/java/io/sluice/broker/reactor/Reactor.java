package io.sluice.broker.reactor;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.trust.ClusterTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.DefaultListeningIOReactor;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOWorkerStats;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import org.apache.hc.core5.reactor.ssl.SSLSessionInitializer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of the broker. One HttpComponents reactor serves both sides: it accepts clients
 * and connects to clusters, and a cluster connection always lands on the lane of the exchange that
 * asked for it.
 *
 * <p>Message heads pass through as they came: no interceptor adds, drops or changes a header here.
 */
public final class Reactor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);

  /** Small, as clients keep many connections that only stay; heads make it grow to their size. */
  private static final int CLIENT_BUFFER = 256;

  private static final int CLIENT_CHUNK = 8 * 1024;
  private static final int CLUSTER_BUFFER = 32 * 1024;
  private static final int MAX_HEADERS = 10_000;
  private static final int MAX_IDLE_PER_CLUSTER = 256;
  private static final int BACKLOG = 1024;
  private static final Timeout IDLE_CLUSTER_CONNECTION = Timeout.ofSeconds(30);
  private static final ScopedValue<Lane> WANTED_LANE = ScopedValue.newInstance();

  private static final HttpProcessor UNCHANGED = HttpProcessorBuilder.create().build();

  /** Without it HttpCore turns header bytes that are no visible ISO-8859-1 into question marks. */
  private static final CharCodingConfig EVERY_BYTE =
      CharCodingConfig.custom().setCharset(StandardCharsets.ISO_8859_1).build();

  private final ReactorLimits limits;
  private final Optional<ClientTls> clientTls;
  private final Ticker ticker;
  private final List<Lane> lanes;
  private final DefaultListeningIOReactor reactor;
  private final ClientHttp1StreamDuplexerFactory clusterSide;
  private volatile @Nullable ClientSide clientSide;
  private volatile IOWorkerStats[] loops = {};
  private volatile boolean closing;
  private int threadsMade;
  private int lastAccepted;

  /**
   * @param clientTls how clients speak TLS; without it they speak plain HTTP
   */
  public Reactor(ReactorLimits limits, Optional<ClientTls> clientTls, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
    this.clientTls = clientTls;
    this.lanes =
        IntStream.range(0, limits.lanes())
            .mapToObj(index -> new Lane(index, MAX_IDLE_PER_CLUSTER))
            .toList();
    Http1Config clusterConfig = http1(CLUSTER_BUFFER, CLUSTER_BUFFER);
    var responseParsers = new DefaultHttpResponseParserFactory(clusterConfig);
    this.clusterSide =
        new ClientHttp1StreamDuplexerFactory(
            UNCHANGED,
            clusterConfig,
            EVERY_BYTE,
            null,
            () -> new BoundedHead<>(responseParsers.create(), limits.maxHeaderBytes()),
            null,
            null);
    this.reactor =
        new DefaultListeningIOReactor(
            this::eventHandler,
            config(),
            this::laneThread,
            loop -> Thread.ofPlatform().daemon().name("accept").unstarted(loop),
            session -> session instanceof SSLIOSession ? session : laneSession(session),
            this::metException,
            null,
            null,
            null,
            this::lane);
  }

  /** Without it any certificate that some authority signed would do, whoever it names. */
  private static void verifyHost(NamedEndpoint cluster, SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
  }

  /** Closing pulls the selectors away under the loops; that is no news. */
  private void metException(Exception e) {
    if (!closing) {
      LOG.warn("An event loop met an exception that no connection owns", e);
    }
  }

  private Http1Config http1(int bufferSize, int chunk) {
    return Http1Config.custom()
        .setBufferSize(bufferSize)
        .setChunkSizeHint(chunk)
        .setMaxLineLength(limits.maxHeaderBytes())
        .setMaxHeaderCount(MAX_HEADERS)
        .build();
  }

  private IOReactorConfig config() {
    return IOReactorConfig.custom()
        .setIoThreadCount(limits.lanes())
        .setTcpNoDelay(true)
        .setSoReuseAddress(true)
        .setBacklogSize(BACKLOG)
        .setSoTimeout(timeout(limits.clientIdle()))
        .setSelectInterval(TimeValue.ofMilliseconds(500))
        .build();
  }

  /** Called by the event loop that the connection belongs to. */
  private static IOSession laneSession(IOSession session) {
    return new LaneSession(session, LaneThread.current());
  }

  private Thread laneThread(Runnable loop) {
    return new LaneThread(loop, lanes.get(threadsMade++));
  }

  /** Called by the accepting thread for a client, by the connecting one for a cluster. */
  private int lane(IOWorkerStats[] workers) {
    loops = workers;
    if (WANTED_LANE.isBound()) {
      return WANTED_LANE.get().index();
    }
    lastAccepted = (lastAccepted + 1) % workers.length;
    return lastAccepted;
  }

  private IOEventHandler eventHandler(ProtocolIOSession session, Object attachment) {
    if (!(attachment instanceof ClusterTarget target)) {
      clientTls.ifPresent(tls -> tls.begin(session, timeout(limits.headTimeout())));
      return new LaneEvents(Objects.requireNonNull(clientSide, "not started").connection(session));
    }
    target.tls().ifPresent(tls -> upgrade(session, target.address(), tls));
    return new LaneEvents(
        new ClientHttp1IOEventHandler(
            clusterSide.create(target.tls().isPresent() ? session : new PacedSession(session))));
  }

  private void upgrade(ProtocolIOSession session, ClusterAddress address, ClusterTls tls) {
    @Nullable SSLSessionInitializer initializer = tls.verifyHost() ? Reactor::verifyHost : null;
    new BasicClientTlsStrategy(tls.context(), initializer, null)
        .upgrade(
            session,
            new HttpHost("https", address.host(), address.port()),
            null,
            timeout(limits.connectTimeout()),
            null);
  }

  /** Starts the event loops; {@code exchanges} makes what answers each request of a client. */
  public void start(ClientExchanges exchanges) {
    clientSide =
        new ClientSide(
            limits,
            UNCHANGED,
            http1(CLIENT_BUFFER, CLIENT_CHUNK),
            EVERY_BYTE,
            exchanges,
            ticker,
            clientTls.isPresent());
    reactor.start();
  }

  /**
   * Starts to take clients.
   *
   * @return where it listens, with the port that port 0 found
   * @throws IOException when the address can't be bound
   */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    Future<ListenerEndpoint> endpoint = reactor.listen(address);
    try {
      return (InetSocketAddress) endpoint.get().getAddress();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while binding " + address, e);
    }
  }

  /** The lane of the calling thread. Only for code that an event loop calls. */
  public static Lane currentLane() {
    return LaneThread.current().lane();
  }

  /**
   * Runs an exchange on an idle connection of the lane, or on a new one.
   *
   * @param target where the cluster listens, and what its host resolved to
   * @param fresh whether an idle connection won't do
   */
  public void execute(Lane lane, ClusterTarget target, LaneExchange exchange, boolean fresh) {
    if (!fresh) {
      var idle = lane.lease(target.line());
      if (idle.isPresent()) {
        exchange.connected(idle.get(), true);
        idle.get().execute(exchange, timeout(limits.responseTimeout()));
        return;
      }
    }
    ScopedValue.where(WANTED_LANE, lane).run(() -> connect(lane, target, exchange));
  }

  private void connect(Lane lane, ClusterTarget target, LaneExchange exchange) {
    ClusterAddress address = target.address();
    if (address.tls() != target.tls().isPresent()) {
      exchange.unreachable(
          new IOException(
              "%s: what its TLS trusts has not been read (see the cluster's health)"
                  .formatted(address)));
      return;
    }
    var _ =
        reactor.connect(
            new HttpHost(address.host(), address.port()),
            target.resolved(),
            null,
            timeout(limits.connectTimeout()),
            target,
            new FutureCallback<>() {
              @Override
              public void completed(IOSession session) {
                var connection =
                    new ClusterConnection(lane, target.line(), session, IDLE_CLUSTER_CONNECTION);
                exchange.connected(connection, false);
                connection.execute(exchange, timeout(limits.responseTimeout()));
              }

              @Override
              public void failed(Exception cause) {
                exchange.unreachable(cause);
              }

              @Override
              public void cancelled() {
                exchange.unreachable(new IOException("the broker is shutting down"));
              }
            });
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  /** Open connections of both sides, and those that are being made. */
  public int connections() {
    return Stream.of(loops)
        .mapToInt(loop -> loop.totalChannelCount() + loop.pendingChannelCount())
        .sum();
  }

  /** Connections to clusters that wait for their next request. */
  public int idleClusterConnections() {
    return lanes.stream().mapToInt(Lane::idleConnections).sum();
  }

  /** What large heads of requests take of {@code front.headerMemory} now. */
  public long headMemory() {
    ClientSide clients = clientSide;
    return clients == null ? 0 : clients.headMemoryTaken();
  }

  /** Stops taking clients and, where they can be told, requests; what runs goes on. */
  public void stopListening() {
    reactor.getEndpoints().forEach(endpoint -> endpoint.close(CloseMode.GRACEFUL));
    ClientSide clients = clientSide;
    if (clients != null) {
      clients.stop();
    }
  }

  @Override
  public void close() {
    closing = true;
    reactor.close(CloseMode.IMMEDIATE);
  }
}

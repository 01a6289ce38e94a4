package io.sluice.broker.reactor;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseWriterFactory;
import org.apache.hc.core5.http.impl.nio.ServerHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ServerHttp1StreamDuplexer;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.ContentEncoder;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ServerH2IOEventHandler;
import org.apache.hc.core5.http2.impl.nio.ServerH2StreamMultiplexer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of clients share: their bounds, and how HttpCore serves each protocol. */
final class ClientSide {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSide.class);
  private static final int FRAME = 16 * 1024;
  private static final int WINDOW = 65_535;

  /** What HPACK counts for each header beside its bytes. */
  private static final int HEADER_COST = 32;

  private final ReactorLimits limits;
  private final HttpProcessor processor;
  private final Http1Config http1;
  private final CharCodingConfig coding;
  private final ClientExchanges exchanges;
  private final Ticker ticker;
  private final HeadMemory memory;
  private final boolean secure;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

  ClientSide(
      ReactorLimits limits,
      HttpProcessor processor,
      Http1Config http1,
      CharCodingConfig coding,
      ClientExchanges exchanges,
      Ticker ticker,
      boolean secure) {
    this.limits = limits;
    this.processor = processor;
    this.http1 = http1;
    this.coding = coding;
    this.exchanges = exchanges;
    this.ticker = ticker;
    this.memory = new HeadMemory(limits.headerMemory());
    this.secure = secure;
  }

  IOEventHandler connection(ProtocolIOSession session) {
    return new ClientConnection(session, this);
  }

  void opened(ClientConnection connection) {
    connections.add(connection);
  }

  void closed(ClientConnection connection) {
    connections.remove(connection);
  }

  void failed(Exception cause) {
    LOG.debug("A client connection ended", cause);
  }

  /** Tells clients to send no more requests on their connections, where the protocol can. */
  void stop() {
    connections.forEach(ClientConnection::stop);
  }

  long nanos() {
    return ticker.read();
  }

  /** A client that may be silent for a shorter time may be so in a head, too. */
  Timeout headTimeout() {
    boolean idleIsShorter = limits.clientIdle().compareTo(limits.headTimeout()) < 0;
    return Timeout.of(idleIsShorter ? limits.clientIdle() : limits.headTimeout());
  }

  Timeout clientIdle() {
    return Timeout.of(limits.clientIdle());
  }

  int maxStreams() {
    return limits.maxStreams();
  }

  int maxHeaderBytes() {
    return limits.maxHeaderBytes();
  }

  HeadBytes head() {
    return new HeadBytes(limits.maxHeaderBytes(), memory.share());
  }

  HeadMemory.Share memory() {
    return memory.share();
  }

  /** Memory that heads take now. */
  long headMemoryTaken() {
    return memory.taken();
  }

  ClientExchange exchange() {
    return exchanges.begin();
  }

  ByteBuffer readBuffer() {
    return LaneThread.readBuffer();
  }

  /** Charges a head that came compressed, now that its size is known. */
  void chargeHead(HttpRequest request, HeadMemory.Share share) throws BadRequest {
    long bytes = request.getMethod().length() + (long) request.getPath().length();
    Iterator<Header> headers = request.headerIterator();
    while (headers.hasNext()) {
      Header header = headers.next();
      bytes += header.getName().length() + header.getValue().length() + (long) HEADER_COST;
    }
    if (bytes > limits.maxHeaderBytes()) {
      throw HeadBytes.tooLarge(limits.maxHeaderBytes());
    }
    if (!share.growTo(bytes)) {
      throw HeadBytes.noMemory();
    }
  }

  /** HTTP/1 on a connection; {@code heads} gives each request when it is whole. */
  IOEventHandler http1(
      ProtocolIOSession session,
      Supplier<@Nullable HttpRequest> heads,
      Supplier<Http1Exchange> begin) {
    return new ServerHttp1IOEventHandler(
        new Duplexer(
            session,
            (request, _) ->
                request instanceof RefusedRequest refused ? refused.exchange() : begin.get(),
            new WholeHeads(heads)));
  }

  private final class Duplexer extends ServerHttp1StreamDuplexer {
    Duplexer(
        ProtocolIOSession session,
        HandlerFactory<AsyncServerExchangeHandler> handlers,
        WholeHeads heads) {
      super(
          session,
          processor,
          handlers,
          secure ? "https" : "http",
          http1,
          coding,
          null,
          heads,
          DefaultHttpResponseWriterFactory.INSTANCE.create(),
          null,
          null,
          null,
          ClientSide.this::failed);
    }

    @Override
    protected ContentEncoder createContentEncoder(
        long length,
        WritableByteChannel channel,
        SessionOutputBuffer buffer,
        BasicHttpTransportMetrics metrics)
        throws HttpException {
      return length == ContentLengthStrategy.CHUNKED
          ? new LargeChunks(channel, buffer, metrics, http1.getChunkSizeHint())
          : super.createContentEncoder(length, channel, buffer, metrics);
    }
  }

  private record WholeHeads(Supplier<@Nullable HttpRequest> heads)
      implements NHttpMessageParser<HttpRequest> {
    @Override
    public void reset() {}

    @Override
    public @Nullable HttpRequest parse(SessionInputBuffer buffer, boolean endOfStream) {
      return heads.get();
    }
  }

  ClientProtocol http2(FedSession session) {
    return new Http2Input(session, this);
  }

  IOEventHandler http2Events(ProtocolIOSession session, Http2Input.OpenStreams streams) {
    H2Config config =
        H2Config.custom()
            .setPushEnabled(false)
            .setCompressionEnabled(true)
            .setMaxConcurrentStreams(limits.maxStreams())
            .setMaxFrameSize(FRAME)
            .setInitialWindowSize(WINDOW)
            .setMaxHeaderListSize(AdvertisedLimit.tolerated(limits.maxHeaderBytes()))
            .setMaxContinuations(limits.maxHeaderBytes())
            .build();
    return new ServerH2IOEventHandler(
        new ServerH2StreamMultiplexer(
            session,
            new AdvertisedLimit(limits.maxHeaderBytes()),
            processor,
            (_, _) -> new Http2Exchange(exchanges.begin(), this, streams),
            coding,
            config,
            null));
  }
}

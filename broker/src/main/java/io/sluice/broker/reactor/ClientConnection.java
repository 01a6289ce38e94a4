package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads what comes, finds out which protocol it is, and hands it over.
 * Belongs to its lane.
 */
final class ClientConnection implements IOEventHandler {
  /** How often a connection is read in a row while there are others. */
  private static final int MOST_READS = 8;

  private static final long MOST_DISCARDED = 64L << 20;

  private final FedSession session;
  private final ClientSide side;
  private final Preface preface = new Preface();
  private @Nullable ClientProtocol protocol;
  private long discarded;

  ClientConnection(ProtocolIOSession session, ClientSide side) {
    this.session = new FedSession(session);
    this.side = side;
  }

  @Override
  public void connected(IOSession unused) throws IOException {
    side.opened(this);
    if (session.getTlsDetails() != null) {
      boolean h2 = "h2".equals(session.getTlsDetails().getApplicationProtocol());
      begin(h2 ? side.http2(session) : new Http1Input(session, side));
    }
  }

  private ClientProtocol begin(ClientProtocol chosen) throws IOException {
    protocol = chosen;
    chosen.events().connected(session);
    return chosen;
  }

  @Override
  public void inputReady(IOSession unused, @Nullable ByteBuffer source) throws IOException {
    if (source != null) {
      take(source);
    }
    ByteBuffer buffer = side.readBuffer();
    int found = 0;
    for (int reads = 0; reads < MOST_READS && wantsInput(); reads++) {
      found = session.unchanged().read(buffer.clear());
      if (found <= 0) {
        break;
      }
      boolean all = found < buffer.capacity() && session.getTlsDetails() == null;
      take(buffer.flip());
      if (all) {
        // Whether the client has ended shows when the selector says that there is something.
        break;
      }
    }
    if (found < 0) {
      end();
    }
    if (protocol != null && !protocol.hasRoom()) {
      session.clearEvent(SelectionKey.OP_READ);
    }
  }

  private boolean wantsInput() {
    return !session.isPaused() && (protocol == null || protocol.hasRoom());
  }

  private void take(ByteBuffer source) throws IOException {
    if (session.isLingering()) {
      discarded += source.remaining();
      source.position(source.limit());
      if (discarded > MOST_DISCARDED) {
        session.unchanged().close();
      }
      return;
    }
    if (protocol != null) {
      protocol.take(source);
      return;
    }
    switch (preface.look(source)) {
      case TOO_SHORT -> session.setSocketTimeout(side.headTimeout());
      case HTTP_2 -> begin(side.http2(session)).take(preface.bytes());
      case OTHER -> {
        ClientProtocol http1 = begin(new Http1Input(session, side));
        http1.take(preface.bytes());
        http1.take(source);
      }
    }
    if (source.hasRemaining()) {
      take(source);
    }
  }

  private void end() throws IOException {
    session.end();
    if (protocol == null || session.isLingering()) {
      session.unchanged().close();
    } else if (protocol.isAwaited()) {
      // HttpCore would wait for the answer, and the cluster would work for nobody.
      throw new ConnectionClosedException("the client left before its answer");
    } else {
      protocol.events().inputReady(session, null);
    }
  }

  @Override
  public void outputReady(IOSession unused) throws IOException {
    if (session.isLingering()) {
      session.clearEvent(SelectionKey.OP_WRITE);
    } else if (protocol != null) {
      protocol.events().outputReady(session);
      protocol.written();
    } else {
      session.clearEvent(SelectionKey.OP_WRITE);
    }
  }

  @Override
  public void timeout(IOSession unused, Timeout timeout) throws IOException {
    if (protocol == null || session.isLingering()) {
      session.unchanged().close();
    } else if (!protocol.timedOut()) {
      protocol.events().timeout(session, timeout);
    }
  }

  @Override
  public void exception(IOSession unused, Exception cause) {
    if (protocol == null) {
      side.failed(cause);
      session.unchanged().close();
    } else {
      protocol.events().exception(session, cause);
    }
  }

  @Override
  public void disconnected(IOSession unused) {
    side.closed(this);
    if (protocol != null) {
      protocol.gone();
      protocol.events().disconnected(session);
    }
  }

  /** Takes no more requests; what has begun is still answered. From any thread. */
  void stop() {
    if (protocol != null) {
      protocol.end();
    }
  }
}

package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A client's connection as HttpCore sees it: it never finds anything to read, because {@link
 * ClientConnection} reads, looks, and feeds. That is how HttpCore treats TLS, too.
 *
 * <p>A refused client may still be sending. Closing then would reset the connection and could take
 * the answer with it, so only the broker's side is closed until the client's ends.
 */
final class FedSession extends ChangedSession {
  private static final Timeout LINGER = Timeout.ofSeconds(2);

  private volatile boolean paused;
  private volatile boolean ended;
  private volatile boolean mayLinger;
  private volatile boolean lingering;

  FedSession(ProtocolIOSession session) {
    super(session);
  }

  @Override
  public int read(ByteBuffer target) {
    return ended ? -1 : 0;
  }

  /** The client will send no more. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Whether nobody has room for more. */
  boolean isPaused() {
    return paused;
  }

  /** From now on, closing waits for the client. */
  void linger() {
    mayLinger = getTlsDetails() == null;
  }

  boolean isLingering() {
    return lingering;
  }

  @Override
  public void setEvent(int operation) {
    if ((operation & SelectionKey.OP_READ) != 0) {
      paused = false;
    }
    super.setEvent(operation);
  }

  @Override
  public void clearEvent(int operation) {
    if ((operation & SelectionKey.OP_READ) != 0) {
      paused = true;
    }
    super.clearEvent(operation);
  }

  @Override
  public void setEventMask(int operations) {
    paused = (operations & SelectionKey.OP_READ) == 0;
    super.setEventMask(operations);
  }

  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  @Override
  public void close(CloseMode mode) {
    if (lingering) {
      return;
    }
    if (mode == CloseMode.GRACEFUL && mayLinger && !ended && closeOutput()) {
      lingering = true;
      setSocketTimeout(LINGER);
      super.setEventMask(SelectionKey.OP_READ);
      return;
    }
    super.close(mode);
  }

  private boolean closeOutput() {
    try {
      if (unchanged().channel() instanceof SocketChannel channel && channel.isOpen()) {
        channel.shutdownOutput();
        return true;
      }
      return false;
    } catch (IOException _) {
      // The client has gone first.
      return false;
    }
  }
}

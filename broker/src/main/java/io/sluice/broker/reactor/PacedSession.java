package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/**
 * A connection from which nothing is read while its reader wants nothing.
 *
 * <p>HttpCore stops waiting for input when a body's receiver has no room, but goes on reading for
 * as long as there is any: a sender of chunks that is faster than the receiver then fills the heap
 * without end, and keeps the lane from all other connections. With this in between, such a read
 * finds nothing.
 */
final class PacedSession extends ChangedSession {
  private volatile boolean paused;

  PacedSession(ProtocolIOSession session) {
    super(session);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return paused ? 0 : super.read(target);
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
}

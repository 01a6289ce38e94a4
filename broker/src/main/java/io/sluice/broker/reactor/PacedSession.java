package io.sluice.broker.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/**
 * A connection from which nothing is read while its reader wants nothing, and only so much in one
 * turn of its lane.
 *
 * <p>HttpCore stops waiting for input when a body's receiver has no room, but goes on reading for
 * as long as there is any: a sender of chunks that is faster than the receiver then fills the heap
 * without end, and keeps the lane from all other connections. With this in between, such a read
 * finds nothing.
 *
 * <p>A sender of chunks and a receiver that are as fast as the lane would keep it for as long as
 * the answer lasts; so reads beyond a turn's share find nothing either, and the selector tells
 * again.
 */
final class PacedSession extends ChangedSession {
  /** How often it is read in one turn, 32 KB at most each time. */
  static final int MOST_READS = 8;

  private volatile boolean paused;
  private long turn;
  private int reads;

  PacedSession(ProtocolIOSession session) {
    super(session);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return paused || !hasShare() ? 0 : super.read(target);
  }

  /** Only its lane reads. */
  private boolean hasShare() {
    long now = LaneThread.turnNumber();
    if (now != turn) {
      turn = now;
      reads = 0;
    }
    return reads++ < MOST_READS;
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

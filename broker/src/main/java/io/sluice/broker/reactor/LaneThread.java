package io.sluice.broker.reactor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The thread of one event loop; knows its lane. */
final class LaneThread extends Thread {
  private static final int READ_BYTES = 16 * 1024;

  private final Lane lane;

  /** One for all clients of the lane: what is read is consumed before the next one is read. */
  private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);

  private final ArrayDeque<LaneSession> settling = new ArrayDeque<>();
  private boolean turn;

  LaneThread(Runnable loop, Lane lane) {
    super(loop, "lane-" + lane.index());
    this.lane = lane;
    setDaemon(true);
  }

  Lane lane() {
    return lane;
  }

  /** The calling thread's, while a turn lasts; null otherwise, and for other threads. */
  static @Nullable LaneThread inTurn() {
    return Thread.currentThread() instanceof LaneThread thread && thread.turn ? thread : null;
  }

  /** Tells whether a turn begins; none does within another, and none on other threads. */
  static boolean beginTurn() {
    if (Thread.currentThread() instanceof LaneThread thread && !thread.turn) {
      thread.turn = true;
      return true;
    }
    return false;
  }

  /**
   * Ends what {@link #beginTurn} has begun: all connections settle that wanted something meanwhile.
   *
   * @param begun what it has told
   */
  static void endTurn(boolean begun) {
    if (begun && Thread.currentThread() instanceof LaneThread thread) {
      thread.settleAll();
    }
  }

  private void settleAll() {
    try {
      for (LaneSession next = settling.poll(); next != null; next = settling.poll()) {
        next.settle();
      }
    } finally {
      turn = false;
    }
  }

  void settleLater(LaneSession session) {
    settling.add(session);
  }

  /** Where the lane of the calling thread reads into. */
  static ByteBuffer readBuffer() {
    if (Thread.currentThread() instanceof LaneThread thread) {
      return thread.readBuffer;
    }
    throw new IllegalStateException(Thread.currentThread() + " is no event loop");
  }
}

package io.sluice.broker.reactor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The thread of one event loop; knows its lane. */
final class LaneThread extends Thread {
  private static final int READ_BYTES = 16 * 1024;

  /** As much as is read from a cluster at once, with room for a head and the frame of a chunk. */
  private static final int WRITE_BYTES = 40 * 1024;

  private final Lane lane;

  /** One for all clients of the lane: what is read is consumed before the next one is read. */
  private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);

  /** What is written is on its way, or kept elsewhere, before the next one is. */
  private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(WRITE_BYTES);

  private final ArrayDeque<LaneSession> settling = new ArrayDeque<>();

  /** Those that other threads want to settle, and whether one of them has woken the lane. */
  private final ConcurrentLinkedQueue<LaneSession> called = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean woken = new AtomicBoolean();
  private boolean turn;
  private long turns;

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
      thread.turns++;
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

  /**
   * The mark is taken away before the look at those that called: who comes later wakes the lane
   * again. And it is looked at afterwards: who woke the lane may have settled already, and that
   * takes its wake-up back. Ends, since no turn begins meanwhile that would give others work.
   */
  private void settleAll() {
    try {
      do {
        woken.set(false);
        settle(settling);
        settle(called);
      } while (woken.get());
    } finally {
      turn = false;
    }
  }

  private static void settle(Queue<LaneSession> sessions) {
    for (LaneSession next = sessions.poll(); next != null; next = sessions.poll()) {
      next.settle();
    }
  }

  /** For the lane itself, while it has a turn. */
  void settleThisTurn(LaneSession session) {
    settling.add(session);
  }

  /**
   * For other threads.
   *
   * @return whether the caller must wake the lane, by an event of this connection
   */
  boolean settleNextTurn(LaneSession session) {
    called.add(session);
    return woken.compareAndSet(false, true);
  }

  /** The calling thread, which must be a lane. */
  static LaneThread current() {
    if (Thread.currentThread() instanceof LaneThread thread) {
      return thread;
    }
    throw new IllegalStateException(Thread.currentThread() + " is no event loop");
  }

  /** The number of the calling thread's turn, or of its last one; 0 for other threads. */
  static long turnNumber() {
    return Thread.currentThread() instanceof LaneThread thread ? thread.turns : 0;
  }

  /** Where the lane of the calling thread reads into. */
  static ByteBuffer readBuffer() {
    return current().readBuffer;
  }

  /** An empty buffer for what is sent in one write: the lane's, or a new one on another thread. */
  static ByteBuffer writeBuffer() {
    return Thread.currentThread() instanceof LaneThread thread
        ? thread.writeBuffer.clear()
        : ByteBuffer.allocate(WRITE_BYTES);
  }
}

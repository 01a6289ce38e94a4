package io.sluice.broker.reactor;

import java.nio.ByteBuffer;

/** The thread of one event loop; knows its lane. */
final class LaneThread extends Thread {
  private static final int READ_BYTES = 16 * 1024;

  private final Lane lane;

  /** One for all clients of the lane: what is read is consumed before the next one is read. */
  private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);

  LaneThread(Runnable loop, Lane lane) {
    super(loop, "lane-" + lane.index());
    this.lane = lane;
    setDaemon(true);
  }

  Lane lane() {
    return lane;
  }

  /** Where the lane of the calling thread reads into. */
  static ByteBuffer readBuffer() {
    if (Thread.currentThread() instanceof LaneThread thread) {
      return thread.readBuffer;
    }
    throw new IllegalStateException(Thread.currentThread() + " is no event loop");
  }
}

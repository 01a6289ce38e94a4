package io.sluice.broker.reactor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large heads of requests may take, all clients together. A head is charged from
 * the arrival of its bytes to the end of its exchange. Small heads are free: their number is that
 * of the connections. Safe for any number of threads.
 */
final class HeadMemory {
  /** Heads up to here are free. */
  static final int FREE_BYTES = 16 * 1024;

  /**
   * A byte of a head is held up to this often: as it came, as text, and as it goes to a cluster.
   */
  private static final int COPIES = 4;

  private final long bound;
  private final AtomicLong taken = new AtomicLong();

  HeadMemory(long bound) {
    this.bound = bound;
  }

  /** What one head has of it; nothing at first. */
  Share share() {
    return new Share();
  }

  long taken() {
    return taken.get();
  }

  private boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= bound) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  /** The share of one head. */
  final class Share {
    private final AtomicLong charged = new AtomicLong();

    private Share() {}

    /** Makes room for a head of that many bytes in all; tells whether there was any. */
    boolean growTo(long bytes) {
      if (bytes <= FREE_BYTES) {
        return true;
      }
      long more = bytes * COPIES - charged.get();
      if (more > 0 && !take(more)) {
        return false;
      }
      charged.addAndGet(Math.max(0, more));
      return true;
    }

    /** Gives all back; calling it again does nothing. */
    void release() {
      taken.addAndGet(-charged.getAndSet(0));
    }
  }
}

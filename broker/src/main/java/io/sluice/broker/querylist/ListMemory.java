package io.sluice.broker.querylist;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that lists of queries may take, all requests together: a list is as long as the
 * statements of its queries. Safe for any number of threads.
 */
final class ListMemory {
  /** A byte is held as it came, and once more while the lists are put together. */
  private static final int COPIES = 2;

  private final long bound;
  private final AtomicLong taken = new AtomicLong();

  ListMemory(long bound) {
    this.bound = bound;
  }

  /** What one request has of it; nothing at first. */
  Share share() {
    return new Share();
  }

  long taken() {
    return taken.get();
  }

  /** The share of one request. */
  final class Share {
    private long charged;
    private boolean over;

    private Share() {}

    /** Makes room for that many bytes more; tells whether there was any. */
    synchronized boolean take(int bytes) {
      long more = (long) bytes * COPIES;
      if (over || taken.addAndGet(more) > bound) {
        taken.addAndGet(over ? 0 : -more);
        return false;
      }
      charged += more;
      return true;
    }

    /** Gives all back, for good; calling it again does nothing. */
    synchronized void release() {
      over = true;
      taken.addAndGet(-charged);
      charged = 0;
    }
  }
}

package io.sluice.broker.front;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that are under way, so that a stop can wait for them. */
public final class Traffic {
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder requests = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private volatile boolean stopping;

  void received() {
    underWay.incrementAndGet();
    requests.increment();
  }

  void ended() {
    if (underWay.decrementAndGet() == 0 && stopping) {
      lock.lock();
      try {
        quiet.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until no request is under way, or the time is over. */
  public void awaitQuiet(Duration patience) throws InterruptedException {
    stopsSoon();
    long left = patience.toNanos();
    lock.lock();
    try {
      while (underWay.get() > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the broker takes no new connections any more. */
  boolean stopping() {
    return stopping;
  }

  /** The broker is about to stop: whoever asks is told so. */
  public void stopsSoon() {
    stopping = true;
  }

  /** Requests that have come and are not answered completely. */
  public int underWay() {
    return underWay.get();
  }

  /** Requests since the start. */
  public long requests() {
    return requests.sum();
  }
}

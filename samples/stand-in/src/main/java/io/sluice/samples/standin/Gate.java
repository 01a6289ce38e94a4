package io.sluice.samples.standin;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds a stand-in's answers until the test lets them through; so slowness needs no sleeping.
 *
 * <p>Thread-safe. One gate may hold any number of connections.
 */
public final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean open;
  private long passes;
  private long arrivals;

  private Gate() {}

  /** A gate that lets nothing through yet. */
  public static Gate closed() {
    return new Gate();
  }

  /** Lets that many waiting or coming answers (or pieces of one) through. */
  public void letThrough(int count) {
    lock.lock();
    try {
      passes += count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everything through, from now on. */
  public void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code count} answers have come to the gate since it was made, held or not.
   *
   * @return whether they came in time
   */
  public boolean awaitArrivals(int count, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (arrivals < count) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits to be let through; only an interrupt, as of the cluster's close, ends the wait else. */
  void pass() throws InterruptedIOException {
    lock.lock();
    try {
      arrivals++;
      changed.signalAll();
      while (!open && passes == 0) {
        changed.await();
      }
      if (!open) {
        passes--;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the stand-in was closed while an answer waited at a gate");
    } finally {
      lock.unlock();
    }
  }
}

package io.sluice.samples.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/** What was started so far, to be stopped in reverse. Thread-safe: one lock guards the list. */
final class StartedParts {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<StopSignal.Stoppable> parts = new ArrayDeque<>();

  void add(StopSignal.Stoppable part) {
    lock.lock();
    try {
      parts.push(part);
    } finally {
      lock.unlock();
    }
  }

  /** Stops all, whatever fails on the way; the first failure is thrown at the end. */
  void stop() throws IOException {
    lock.lock();
    try {
      IOException failure = null;
      while (!parts.isEmpty()) {
        try {
          parts.pop().stop();
        } catch (IOException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }
}

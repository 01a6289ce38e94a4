package io.sluice.samples.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The last requests and their answers. Thread-safe: one lock guards both lists. */
final class ExchangeLog {
  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ReceivedRequest> received = new ArrayDeque<>();
  private final Deque<Exchange> exchanges = new ArrayDeque<>();

  ExchangeLog(int limit) {
    this.limit = limit;
  }

  void add(ReceivedRequest request) {
    add(received, request);
  }

  void add(Exchange exchange) {
    add(exchanges, exchange);
  }

  List<ReceivedRequest> received() {
    return copy(received);
  }

  List<Exchange> exchanges() {
    return copy(exchanges);
  }

  void clear() {
    lock.lock();
    try {
      received.clear();
      exchanges.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean await(Predicate<ReceivedRequest> wanted, int count, Duration timeout)
      throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (received.stream().filter(wanted).count() < count) {
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

  boolean awaitExchange(Predicate<Exchange> wanted, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (exchanges.stream().noneMatch(wanted)) {
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

  private <T> void add(Deque<T> entries, T entry) {
    lock.lock();
    try {
      entries.addLast(entry);
      if (entries.size() > limit) {
        entries.removeFirst();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> copy(Deque<T> entries) {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }
}

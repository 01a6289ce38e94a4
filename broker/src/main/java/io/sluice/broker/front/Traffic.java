package io.sluice.broker.front;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests that are under way, so that a stop can wait for them. */
public final class Traffic {
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder requests = new LongAdder();

  void received() {
    underWay.incrementAndGet();
    requests.increment();
  }

  void ended() {
    underWay.decrementAndGet();
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

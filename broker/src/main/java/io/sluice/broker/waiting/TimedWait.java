package io.sluice.broker.waiting;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits of virtual threads for a result that nearly always comes in time.
 *
 * <p>{@link CompletableFuture#get(long, java.util.concurrent.TimeUnit)} does the same, but sets a
 * timer for each wait of a virtual thread and takes it back, and each of both wakes the timers' own
 * thread: a fifteenth of what a statement costs. Here one thread looks now and then whose time is
 * over, and sleeps while nobody waits.
 */
public final class TimedWait {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration IDLE_LOOK_EVERY = Duration.ofSeconds(1);

  private static final Set<Waiter> WAITING = ConcurrentHashMap.newKeySet();
  private static final Thread WATCH =
      Thread.ofPlatform().name("timed-waits").daemon().start(TimedWait::watch);
  private static volatile boolean idle;

  private TimedWait() {}

  /** Two waits are never equal, whoever waits and until when. */
  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private final long deadline;

    Waiter(Duration limit) {
      this.deadline = System.nanoTime() + limit.toNanos();
    }

    boolean isOverdue() {
      return System.nanoTime() - deadline >= 0;
    }
  }

  /**
   * Waits for a result.
   *
   * @param limit how long at most; the wait may take some 10 ms longer
   * @throws TimeoutException when it did not come within the limit
   * @throws ExecutionException when it came as a failure
   */
  public static <T> T get(CompletableFuture<T> result, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!result.isDone()) {
      var waiter = new Waiter(limit);
      WAITING.add(waiter);
      try {
        await(result, waiter);
      } finally {
        WAITING.remove(waiter);
      }
    }
    return result.get();
  }

  private static void await(CompletableFuture<?> result, Waiter waiter)
      throws InterruptedException, TimeoutException {
    var _ = result.whenComplete((_, _) -> LockSupport.unpark(waiter.thread));
    if (idle) {
      LockSupport.unpark(WATCH);
    }
    while (!result.isDone()) {
      if (waiter.isOverdue()) {
        throw new TimeoutException();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.park(result);
    }
  }

  private static void watch() {
    while (true) {
      for (Waiter waiter : WAITING) {
        if (waiter.isOverdue()) {
          LockSupport.unpark(waiter.thread);
        }
      }
      idle = true;
      boolean nobody = WAITING.isEmpty();
      idle = nobody;
      LockSupport.parkNanos(WAITING, (nobody ? IDLE_LOOK_EVERY : LOOK_EVERY).toNanos());
    }
  }
}

package io.sluice.broker.followup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.QueryId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The queries that rules let wait in a cluster's queue for a limited time only. Neither engine has
 * a property for it, so the broker looks: a query whose pages still say that it is queued when its
 * time is over is cancelled there.
 *
 * <p>Kept in this broker's memory, for {@value #MOST} queries at most: one that nobody polls for a
 * while is forgotten, and so is the oldest beyond the bound. Safe for use by many threads.
 */
public final class QueueLimits {
  private static final int MOST = 100_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Ticker ticker;
  private final Cache<QueryId, Limit> limits;

  /**
   * @param ticker a clock as {@link System#nanoTime}
   */
  public QueueLimits(Ticker ticker) {
    this.ticker = ticker;
    this.limits =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MOST)
            .executor(Runnable::run)
            .build();
  }

  /** One query's limit. */
  final class Limit {
    private final Duration longest;
    private final long start = ticker.read();
    private final AtomicBoolean exceeded = new AtomicBoolean();

    private Limit(Duration longest) {
      this.longest = longest;
    }

    Duration longest() {
      return longest;
    }

    /** Whether the time is over, so that the next page tells whether the limit is exceeded. */
    boolean isDue() {
      return ticker.read() - start >= longest.toNanos();
    }

    /** Notes that the query was queued when its time was over; false when it was known. */
    boolean exceed() {
      return exceeded.compareAndSet(false, true);
    }

    boolean isExceeded() {
      return exceeded.get();
    }
  }

  /** A cluster has accepted a query that may be queued no longer than that, from now on. */
  public void limit(QueryId query, Duration longest) {
    limits.put(query, new Limit(longest));
  }

  /** The query's limit; empty for the many that have none. */
  Optional<Limit> of(QueryId query) {
    return Optional.ofNullable(limits.getIfPresent(query));
  }

  /** The query has left the queue. */
  void left(QueryId query) {
    limits.invalidate(query);
  }
}

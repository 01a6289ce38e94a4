package io.sluice.broker.followup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.QueryId;
import java.time.Duration;
import java.util.Optional;

/**
 * Statements that a cluster has accepted and whose client has not polled yet. No engine begins with
 * a statement before the first poll of its first page's nextUri, so until then another cluster may
 * have it.
 *
 * <p>Each is kept for a minute at most, all together within a bound of memory. Only the very first
 * poll, told by its exact URI, takes one out; every later poll is known by the look of its URI, and
 * costs no look-up. Safe for use by many threads.
 */
public final class Unpolled {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** What an entry takes beside its text: facts, explanation, headers' objects. */
  private static final int OVERHEAD = 4 * 1024;

  private static final String QUEUED = "/v1/statement/queued/";

  private final Ticker ticker;
  private final long maxBytes;
  private final Cache<QueryId, Kept> statements;

  /**
   * A statement that is kept.
   *
   * @param firstUri path and query string of its first nextUri
   * @param bytes what it takes
   * @param deadline until when it may go elsewhere, in the ticker's nanoseconds
   * @param statement the statement
   */
  record Kept(String firstUri, int bytes, long deadline, Resubmission statement) {}

  /**
   * @param maxBytes the most memory; 0 keeps nothing
   * @param ticker a clock as {@link System#nanoTime}
   */
  public Unpolled(long maxBytes, Ticker ticker) {
    this.ticker = ticker;
    this.maxBytes = maxBytes;
    this.statements =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumWeight(maxBytes)
            .<QueryId, Kept>weigher((_, kept) -> kept.bytes())
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();
  }

  /** Until when a statement that was accepted now may go elsewhere. */
  public long deadline() {
    return ticker.read() + KEPT.toNanos();
  }

  /**
   * A cluster has accepted a statement. Not kept when its nextUri looks like none of a first page.
   *
   * @param nextUri as the cluster's answer tells it
   * @param textBytes the length of its texts: SQL and headers
   * @param deadline as {@link #deadline} told it when the statement was accepted first
   */
  public void keep(
      QueryId query, String nextUri, long textBytes, long deadline, Resubmission statement) {
    String uri = withoutBeginning(nextUri);
    long bytes = OVERHEAD + textBytes;
    if (bytes <= maxBytes && isFirst(uri)) {
      int weight = (int) Math.min(bytes, Integer.MAX_VALUE);
      statements.put(query, new Kept(uri, weight, deadline, statement));
    }
  }

  /** The client polls a URI of the broker, which has another server and perhaps a prefix. */
  private static String withoutBeginning(String uri) {
    int path = uri.indexOf(QUEUED);
    return path < 0 ? "" : uri.substring(path);
  }

  /** Whether it looks like the first nextUri of a statement, as all engines write it. */
  static boolean isFirst(String uri) {
    return uri.startsWith(QUEUED) && (uri.endsWith("/1") || uri.contains("/1?"));
  }

  /** Takes out the statement whose first poll this is; its next poll finds nothing. */
  Optional<Kept> take(QueryId query, String uri) {
    if (!isFirst(uri)) {
      return Optional.empty();
    }
    Kept kept = statements.getIfPresent(query);
    if (kept == null || !kept.firstUri().equals(uri) || !statements.asMap().remove(query, kept)) {
      return Optional.empty();
    }
    return Optional.of(kept).filter(found -> found.deadline() - ticker.read() > 0);
  }

  /**
   * The poll has reached no cluster and the statement went nowhere: the next poll may try again.
   * False when its time is over.
   */
  boolean putBack(QueryId query, Kept kept) {
    if (kept.deadline() - ticker.read() <= 0) {
      return false;
    }
    statements.put(query, kept);
    return true;
  }

  /** The client does not want the query any more. */
  void forget(QueryId query) {
    statements.invalidate(query);
  }

  /** Statements that are kept. */
  public int size() {
    statements.cleanUp();
    return statements.asMap().size();
  }
}

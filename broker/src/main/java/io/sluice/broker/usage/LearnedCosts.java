package io.sluice.broker.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.audit.EndedQueries;
import io.sluice.broker.audit.EndedQuery;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.Learned;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What statements have learned of themselves: told from memory, read from the audit in the
 * background. A fingerprint that memory does not hold has learned nothing for now, and is read; one
 * that it holds is read again after a minute of use, and sooner when this broker has delivered the
 * end of another run.
 *
 * <p>Safe for use by many threads; {@link #of} never blocks for the store.
 */
public final class LearnedCosts implements EndedQueries {
  private static final Logger LOG = LoggerFactory.getLogger(LearnedCosts.class);
  private static final int MOST_FINGERPRINTS = 100_000;
  private static final int MOST_WANTED = 10_000;
  private static final Duration OLD = Duration.ofMinutes(1);

  /** Between two readings of a fingerprint that runs all the time. */
  private static final Duration BUSY = Duration.ofSeconds(10);

  /** With fewer runs than these, each further one tells much. */
  private static final int FEW_RUNS = 20;

  private final RunTable runs;
  private final Executor background;
  private final Ticker ticker;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_FINGERPRINTS).executor(Runnable::run).build();

  /** Guarded by its own monitor, as is {@link #reading}. */
  private final Set<String> wanted = new LinkedHashSet<>();

  private boolean reading;

  /**
   * What is known of a fingerprint.
   *
   * @param readAt when it was read
   * @param outdated whether there was another run since
   */
  private record Known(Learned learned, long readAt, boolean outdated) {
    boolean due(long now) {
      long age = now - readAt;
      return age > OLD.toNanos()
          || (outdated && (learned.runs() < FEW_RUNS || age > BUSY.toNanos()));
    }
  }

  /**
   * @param background runs the readings, one at a time
   */
  public LearnedCosts(Store store, Executor background, Ticker ticker) {
    this.runs = new RunTable(store);
    this.background = background;
    this.ticker = ticker;
  }

  /** Begins to read the fingerprints of the newest statements, so that a restart forgets little. */
  public void start() {
    background.execute(() -> {
      try {
        runs.newest().forEach(this::want);
      } catch (StoreException e) {
        LOG.info("What statements have cost can't be read yet: {}", e.getMessage());
      }
    });
  }

  /** What is known of a fingerprint. */
  public Learned of(String fingerprint) {
    if (fingerprint.isEmpty()) {
      return Learned.NOTHING;
    }
    Known now = known.getIfPresent(fingerprint);
    if (now == null || now.due(ticker.read())) {
      want(fingerprint);
    }
    return now == null ? Learned.NOTHING : now.learned();
  }

  @Override
  public void keep(Handle handle, List<EndedQuery> ended) {
    // The audit itself is what is read.
  }

  @Override
  public void kept(List<EndedQuery> ended) {
    ended.stream()
        .filter(query -> query.end().state() == QueryState.FINISHED)
        .map(query -> query.asker().fingerprint())
        .distinct()
        .forEach(this::ranAgain);
  }

  private void ranAgain(String fingerprint) {
    Optional.ofNullable(
            known
                .asMap()
                .computeIfPresent(
                    fingerprint, (_, now) -> new Known(now.learned(), now.readAt(), true)))
        .filter(now -> now.due(ticker.read()))
        .ifPresent(_ -> want(fingerprint));
  }

  private void want(String fingerprint) {
    synchronized (wanted) {
      if (wanted.size() < MOST_WANTED) {
        wanted.add(fingerprint);
      }
      if (reading) {
        return;
      }
      reading = true;
    }
    background.execute(this::readWanted);
  }

  private void readWanted() {
    Optional<String> next = next();
    while (next.isPresent()) {
      read(next.get());
      next = next();
    }
  }

  private Optional<String> next() {
    synchronized (wanted) {
      var first = wanted.iterator();
      if (!first.hasNext()) {
        reading = false;
        return Optional.empty();
      }
      String fingerprint = first.next();
      first.remove();
      return Optional.of(fingerprint);
    }
  }

  private void read(String fingerprint) {
    try {
      // Before it is read: a run that ends meanwhile outdates it.
      long now = ticker.read();
      known
          .asMap()
          .computeIfPresent(
              fingerprint, (_, before) -> new Known(before.learned(), before.readAt(), false));
      Learned learned = runs.of(fingerprint);
      known
          .asMap()
          .merge(
              fingerprint,
              new Known(learned, now, false),
              (before, newer) -> new Known(newer.learned(), newer.readAt(), before.outdated()));
    } catch (StoreException e) {
      LOG.debug("The cost of {} stays as it was: {}", fingerprint, e.getMessage());
    } catch (RuntimeException e) {
      // The boundary of this reading: the next ones must come.
      LOG.error("The cost of {} could not be read", fingerprint, e);
    }
  }
}

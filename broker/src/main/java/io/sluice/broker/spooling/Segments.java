package io.sluice.broker.spooling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.Optional;

/**
 * Which cluster has issued which spooled segment, as the pages told that passed here. Keeps a
 * digest of 64 bits of each opaque id: should two of a million agree (1 in 37 million), one of the
 * two is asked of the wrong cluster, which refuses it. Safe for use by many threads.
 */
final class Segments {
  /** How long stock Trino keeps segments. */
  private static final Duration KEPT = Duration.ofHours(12);

  private final Cache<Long, ClusterName> owners;

  /**
   * @param most how many are remembered
   */
  Segments(int most, Ticker ticker) {
    this.owners =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(KEPT)
            .maximumSize(most)
            .executor(Runnable::run)
            .build();
  }

  void learn(long digest, ClusterName cluster) {
    owners.put(digest, cluster);
  }

  Optional<ClusterName> owner(long digest) {
    return Optional.ofNullable(owners.getIfPresent(digest));
  }

  long size() {
    return owners.estimatedSize();
  }
}

package io.sluice.broker.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.affinity.AffinityStore;
import io.sluice.broker.affinity.AffinityStore.Kind;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.AnswerWatch;
import io.sluice.rules.fact.ClusterName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which cluster began which login. Nothing but the ids of a hand-shake tells that, and the next
 * request of it may reach another broker: so an answer that tells an id is passed on only when the
 * store has it. With the store down it is passed on all the same.
 *
 * <p>Ids are kept as digests: who reads the store can't poll for another one's token. Safe for use
 * by many threads.
 */
public final class Handshakes implements AnswerWatch {
  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

  /** Longer than coordinators wait for a login, which is 15 minutes unless they are told. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final Duration BETWEEN_PURGES = Duration.ofMinutes(10);
  private static final int MOST = 100_000;

  private final AffinityStore store;
  private final Fleet fleet;
  private final Executor background;
  private final InstantSource clock;
  private final Cache<String, ClusterName> clusters;
  private final AtomicBoolean storeMissed = new AtomicBoolean();
  private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);

  /**
   * @param background runs what blocks; one thread each
   */
  public Handshakes(
      AffinityStore store, Fleet fleet, Executor background, InstantSource clock, Ticker ticker) {
    this.store = store;
    this.fleet = fleet;
    this.background = background;
    this.clock = clock;
    this.clusters =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(KEPT)
            .maximumSize(MOST)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public void passOn(FleetCluster cluster, HttpResponse response, Runnable pass) {
    List<String> ids = HandshakeIds.of(response);
    if (ids.isEmpty()) {
      pass.run();
      return;
    }
    background.execute(() -> {
      learn(cluster, ids);
      pass.run();
    });
  }

  /** Remembers what an answer tells of a hand-shake. Blocks when it tells of one. */
  public void learn(FleetCluster cluster, HttpResponse response) {
    learn(cluster, HandshakeIds.of(response));
  }

  private void learn(FleetCluster cluster, List<String> ids) {
    for (String id : ids) {
      String key = digest(id);
      clusters.put(key, cluster.name());
      try {
        store.remember(Kind.OAUTH, key, cluster.name(), clock.instant());
        storeMissed.set(false);
        purge();
      } catch (RuntimeException e) {
        if (!storeMissed.getAndSet(true)) {
          LOG.warn(
              "A login could not be stored; until the store is back, it goes on only where it"
                  + " began, at this broker: {}",
              e.getMessage());
        }
      }
    }
  }

  private void purge() {
    Instant now = clock.instant();
    Instant last = Objects.requireNonNull(purged.get(), "set from the start");
    if (last.plus(BETWEEN_PURGES).isBefore(now) && purged.compareAndSet(last, now)) {
      store.forgetBefore(Kind.OAUTH, now.minus(KEPT));
    }
  }

  /** The cluster that began a login, if memory tells. */
  public Optional<FleetCluster> known(String id) {
    return Optional.ofNullable(clusters.getIfPresent(digest(id))).flatMap(fleet::carrier);
  }

  /**
   * The cluster that began a login, from memory or from the store. Blocks.
   *
   * @throws RuntimeException of the store when that is down
   */
  public Optional<FleetCluster> locate(String id) {
    Optional<FleetCluster> known = known(id);
    if (known.isPresent()) {
      return known;
    }
    String key = digest(id);
    Optional<ClusterName> stored = store.find(Kind.OAUTH, key);
    stored.ifPresent(cluster -> clusters.put(key, cluster));
    return stored.flatMap(fleet::carrier);
  }

  private static String digest(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: every Java has it)", e);
    }
  }
}

package io.sluice.broker.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.trust.ClusterTls;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks coordinators about themselves, apart from the traffic. Blocks; all that belongs to one
 * question ends within the time limit. Safe for any number of threads: one cluster never waits for
 * another, nor shares connections with it.
 */
public final class Coordinators implements ClusterProbe, QueryCanceller, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinators.class);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Secrets secrets;
  private final TrustFiles trust;
  private final Duration timeout;
  private final LongSupplier ticker;
  private final ScheduledThreadPoolExecutor alarms;

  /** Of clusters that nobody has asked for a while, nothing is kept. */
  private final Cache<ClusterName, Known> known =
      Caffeine.newBuilder()
          .expireAfterAccess(FORGOTTEN_AFTER)
          .executor(Runnable::run)
          .<ClusterName, Known>removalListener((_, gone, _) -> hangUp(gone))
          .build();

  /** The line to a cluster, where and under which trust it was made, and what is remembered. */
  private record Known(URI url, Optional<ClusterTls> tls, ClusterLine line, Contact contact) {}

  /**
   * @param environment where secrets may stand
   * @param timeout how long all questions of one probe may take together
   * @param ticker the time, in nanoseconds
   */
  public Coordinators(
      Map<String, String> environment, TrustFiles trust, Duration timeout, LongSupplier ticker) {
    this.secrets = new Secrets(environment);
    this.trust = trust;
    this.timeout = timeout;
    this.ticker = ticker;
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("probe-deadlines").unstarted(task));
    alarms.setRemoveOnCancelPolicy(true);
  }

  @Override
  public ClusterReport probe(ClusterSpec spec, Optional<Dialect> detected, boolean withCatalogs)
      throws IOException {
    Deadline deadline = Deadline.in(timeout, ticker);
    Known cluster = known(spec);
    return cluster
        .contact()
        .probe(spec, Caller.of(spec, secrets), cluster.line(), detected, withCatalogs, deadline);
  }

  /** Whether a cluster knows a query; false as well when it does not say. */
  public boolean has(ClusterSpec spec, Optional<Dialect> detected, QueryId query)
      throws IOException {
    Dialect dialect = spec.dialect().or(() -> detected).orElse(Dialect.TRINO);
    var question =
        ClusterLine.get(
            "/v1/query/" + query + "?pruned=true",
            Caller.of(spec, secrets).headers(Optional.of(dialect)));
    return known(spec).line().status(question, Deadline.in(timeout, ticker)) == 200;
  }

  @Override
  public void cancel(ClusterSpec spec, Optional<Dialect> detected, QueryId query)
      throws IOException {
    Dialect dialect = spec.dialect().or(() -> detected).orElse(Dialect.TRINO);
    var question =
        new ClusterLine.Question(
            "DELETE",
            "/v1/query/" + query,
            Caller.of(spec, secrets).headers(Optional.of(dialect)),
            Optional.empty());
    int status = known(spec).line().status(question, Deadline.in(timeout, ticker));
    if (status / 100 != 2 && status != 404 && status != 410) {
      throw new IOException("DELETE %s answered %d (expected: 204)".formatted(query, status));
    }
  }

  private Known known(ClusterSpec spec) throws IOException {
    Optional<ClusterTls> tls =
        "https".equalsIgnoreCase(spec.url().getScheme())
            ? Optional.of(trust.of(spec.name(), spec.tls()))
            : Optional.empty();
    return known.asMap().compute(spec.name(), (_, before) -> current(before, spec.url(), tls));
  }

  /** A changed trust needs new connections; another url is another cluster. */
  private Known current(@Nullable Known before, URI url, Optional<ClusterTls> tls) {
    if (before != null && before.url().equals(url) && before.tls().equals(tls)) {
      return before;
    }
    Contact contact = before != null && before.url().equals(url) ? before.contact() : new Contact();
    return new Known(url, tls, new ClusterLine(url, tls, timeout, alarms), contact);
  }

  private static void hangUp(@Nullable Known gone) {
    if (gone == null) {
      return;
    }
    try {
      gone.line().close();
    } catch (IOException e) {
      LOG.debug("The connections to {} were not closed in good order", gone.url(), e);
    }
  }

  @Override
  public void close() {
    known.invalidateAll();
    alarms.shutdownNow();
  }
}

package io.sluice.broker.affinity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.affinity.AffinityStore.Kind;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.query.TransactionId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties follow-up requests to the cluster that owns them.
 *
 * <p>The coordinator id inside a query id is enough for almost all: a map of the fleet's size, and
 * nothing per query. Two live clusters with the same id (1 in 33 million) fall back to what is
 * known of single queries. Transactions are tied one by one.
 *
 * <p>The {@code known} methods look into memory only and may be called on a lane; {@link #locate}
 * blocks.
 */
public final class Affinity {
  private static final Logger LOG = LoggerFactory.getLogger(Affinity.class);

  /** Between an id and its cluster in a stored key: two clusters may have one id. */
  private static final String BETWEEN = "/";

  private static final int MAX_TRANSACTIONS = 100_000;
  private static final Duration ASKING = Duration.ofSeconds(5);

  private final Fleet fleet;
  private final AffinityStore store;
  private final QueryOwners owners;
  private final Executor background;
  private final InstantSource clock;
  private final Map<CoordinatorId, Set<ClusterName>> coordinators = new ConcurrentHashMap<>();
  private final Cache<TransactionId, ClusterName> transactions;
  private final Cache<QueryId, TransactionId> queriesOfTransactions;

  public Affinity(
      Fleet fleet,
      AffinityStore store,
      QueryOwners owners,
      Executor background,
      InstantSource clock,
      Ticker ticker,
      Duration transactionIdle) {
    this.fleet = fleet;
    this.store = store;
    this.owners = owners;
    this.background = background;
    this.clock = clock;
    this.transactions = cache(ticker, transactionIdle);
    this.queriesOfTransactions = cache(ticker, transactionIdle);
  }

  private static <K, V> Cache<K, V> cache(Ticker ticker, Duration idle) {
    return Caffeine.newBuilder()
        .ticker(ticker)
        .expireAfterAccess(idle)
        .maximumSize(MAX_TRANSACTIONS)
        .executor(Runnable::run)
        .build();
  }

  /** Takes over what an earlier process, or another broker, has learned. */
  public void load() {
    store
        .all(Kind.COORDINATOR)
        .forEach((key, cluster) -> tie(new CoordinatorId(key.split(BETWEEN, 2)[0]), cluster));
    store
        .all(Kind.TRANSACTION)
        .forEach((id, cluster) -> transactions.put(new TransactionId(id), cluster));
  }

  /** A cluster has accepted a query. */
  public void accepted(QueryId query, FleetCluster cluster, Asker asker) {
    fleet.liveQueries().began(query, cluster.name(), asker);
    query.coordinator().ifPresent(id -> learned(id, cluster));
  }

  /**
   * A cluster has accepted a query whose id the client had chosen: its last part names nobody's
   * coordinator.
   */
  public void acceptedAs(QueryId given, FleetCluster cluster, Asker asker) {
    fleet.liveQueries().began(given, cluster.name(), asker);
  }

  /** The cluster that has accepted a query whose id the client had chosen. Blocks. */
  public Optional<FleetCluster> taken(QueryId given) {
    return fleet.liveQueries().clusterOf(given).or(() -> recorded(given)).flatMap(fleet::carrier);
  }

  private void found(QueryId query, FleetCluster cluster) {
    fleet.liveQueries().began(query, cluster.name());
    query.coordinator().ifPresent(id -> learned(id, cluster));
  }

  /** A cluster has told which coordinator it is. */
  public void learned(CoordinatorId id, FleetCluster cluster) {
    cluster.learned(id);
    if (tie(id, cluster.name())) {
      LOG.info("Coordinator {} is cluster {}", id, cluster.name());
      String key = id + BETWEEN + cluster.name();
      later(() -> store.remember(Kind.COORDINATOR, key, cluster.name(), clock.instant()));
    }
  }

  private boolean tie(CoordinatorId id, ClusterName cluster) {
    Set<ClusterName> before = coordinators.getOrDefault(id, Set.of());
    if (before.contains(cluster)) {
      return false;
    }
    coordinators.merge(id, Set.of(cluster), Affinity::union);
    return true;
  }

  private static Set<ClusterName> union(Set<ClusterName> some, Set<ClusterName> others) {
    var union = new HashSet<ClusterName>(some);
    union.addAll(others);
    return Set.copyOf(union);
  }

  /** The owner of a query, if memory tells. Keeps the query from being forgotten. */
  public Optional<FleetCluster> known(QueryId query) {
    Optional<ClusterName> exact = fleet.liveQueries().clusterOf(query);
    if (exact.isPresent()) {
      return exact.flatMap(fleet::carrier);
    }
    Set<ClusterName> named =
        query.coordinator().map(id -> coordinators.getOrDefault(id, Set.of())).orElse(Set.of());
    // One that has left the fleet counts only where nobody has its id now.
    return only(named.stream().flatMap(name -> fleet.find(name).stream()).toList())
        .or(() -> only(named.stream().flatMap(name -> fleet.carrier(name).stream()).toList()));
  }

  private static Optional<FleetCluster> only(List<FleetCluster> clusters) {
    return clusters.size() == 1 ? Optional.of(clusters.getFirst()) : Optional.empty();
  }

  /** The owner of a query, from the store, or because a cluster says so. Blocks. */
  public Optional<FleetCluster> locate(QueryId query) throws InterruptedException {
    Optional<FleetCluster> found = recorded(query).flatMap(fleet::carrier);
    if (found.isEmpty()) {
      found = asked(query);
    }
    found.ifPresent(cluster -> found(query, cluster));
    return found;
  }

  private Optional<ClusterName> recorded(QueryId query) {
    try {
      return owners.recorded(query);
    } catch (RuntimeException e) {
      LOG.warn("The store could not tell the owner of {}; asking the clusters", query, e);
      return Optional.empty();
    }
  }

  private Optional<FleetCluster> asked(QueryId query) throws InterruptedException {
    List<FleetCluster> clusters = fleet.carriers();
    var answers = new ExecutorCompletionService<Optional<FleetCluster>>(background);
    for (FleetCluster cluster : clusters) {
      Callable<Optional<FleetCluster>> question =
          () -> owners.has(cluster, query) ? Optional.of(cluster) : Optional.empty();
      var _ = answers.submit(question);
    }
    long deadline = System.nanoTime() + ASKING.toNanos();
    for (int i = 0; i < clusters.size(); i++) {
      Future<Optional<FleetCluster>> answer =
          answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (answer == null) {
        return Optional.empty();
      }
      Optional<FleetCluster> owner = result(answer);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private static Optional<FleetCluster> result(Future<Optional<FleetCluster>> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      LOG.debug("A cluster could not be asked for a query", e.getCause());
      return Optional.empty();
    }
  }

  /** The cluster of an open transaction, if one is known. */
  public Optional<FleetCluster> known(TransactionId transaction) {
    return Optional.ofNullable(transactions.getIfPresent(transaction)).flatMap(fleet::carrier);
  }

  /** The cluster of an open transaction, from memory or from the store. Blocks. */
  public Optional<FleetCluster> locate(TransactionId transaction) {
    Optional<FleetCluster> known = known(transaction);
    if (known.isPresent()) {
      return known;
    }
    try {
      Optional<ClusterName> stored = store.find(Kind.TRANSACTION, transaction.value());
      stored.ifPresent(cluster -> transactions.put(transaction, cluster));
      return stored.flatMap(fleet::carrier);
    } catch (RuntimeException e) {
      LOG.warn("The store could not tell the cluster of transaction {}", transaction, e);
      return Optional.empty();
    }
  }

  /** A cluster has opened a transaction. */
  public void started(TransactionId transaction, FleetCluster cluster) {
    transactions.put(transaction, cluster.name());
    later(() ->
        store.remember(Kind.TRANSACTION, transaction.value(), cluster.name(), clock.instant()));
  }

  /** A query runs within a transaction; its polls don't say so. */
  public void within(QueryId query, TransactionId transaction) {
    queriesOfTransactions.put(query, transaction);
  }

  /** A query's answer says that its transaction is over. */
  public void cleared(QueryId query) {
    TransactionId transaction = queriesOfTransactions.asMap().remove(query);
    if (transaction != null) {
      transactions.invalidate(transaction);
      later(() -> store.forget(Kind.TRANSACTION, transaction.value()));
    }
  }

  private void later(Runnable write) {
    background.execute(() -> {
      try {
        write.run();
      } catch (RuntimeException e) {
        // Memory knows it; only other brokers and the next start would have to ask the clusters.
        LOG.warn("A tie could not be stored: {}", e.getMessage());
      }
    });
  }
}

package io.sluice.broker.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.fleet.Health;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.query.TransactionId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AffinityTest {
  private static final CoordinatorId ID = new CoordinatorId("aaaaa");
  private static final QueryId QUERY = new QueryId("20261123_043710_00001_aaaaa");
  private static final TransactionId TRANSACTION = new TransactionId("a-b-c");

  private final AtomicLong nanos = new AtomicLong();
  private final Fleet fleet =
      new Fleet(
          List.of(),
          new GroupName("g"),
          new Health.Hysteresis(1, 1),
          new LiveQueries(nanos::get),
          () -> Instant.EPOCH);
  private final Ties store = new Ties();
  private final Owners owners = new Owners();
  private Affinity affinity = affinity();

  /** A store in memory that can be down. */
  private static final class Ties implements AffinityStore {
    private final Map<Kind, Map<String, ClusterName>> ties = new HashMap<>();
    private boolean down;

    @Override
    public void remember(Kind kind, String key, ClusterName cluster, Instant at) {
      of(kind).put(key, cluster);
    }

    @Override
    public void forget(Kind kind, String key) {
      of(kind).remove(key);
    }

    @Override
    public void forgetBefore(Kind kind, Instant moment) {
      throw new AssertionError("ties of queries and transactions have no age");
    }

    @Override
    public Optional<ClusterName> find(Kind kind, String key) {
      return Optional.ofNullable(of(kind).get(key));
    }

    @Override
    public Map<String, ClusterName> all(Kind kind) {
      return Map.copyOf(of(kind));
    }

    private Map<String, ClusterName> of(Kind kind) {
      if (down) {
        throw new IllegalStateException("the store is down");
      }
      return ties.computeIfAbsent(kind, _ -> new HashMap<>());
    }
  }

  /** An audit and clusters that know what a test says. */
  private static final class Owners implements QueryOwners {
    private final Map<QueryId, ClusterName> recorded = new HashMap<>();
    private final Set<ClusterName> having = new HashSet<>();
    private boolean down;

    @Override
    public Optional<ClusterName> recorded(QueryId query) {
      if (down) {
        throw new IllegalStateException("the store is down");
      }
      return Optional.ofNullable(recorded.get(query));
    }

    @Override
    public boolean has(FleetCluster cluster, QueryId query) {
      return having.contains(cluster.name());
    }
  }

  private Affinity affinity() {
    return new Affinity(
        fleet, store, owners, Runnable::run, () -> Instant.EPOCH, nanos::get, Duration.ofHours(1));
  }

  @BeforeEach
  void fill() {
    add("a");
    add("b");
  }

  private void add(String name) {
    fleet.add(
        ClusterSpec.of(
            new ClusterName(name), URI.create("http://" + name + ":8080"), new GroupName("g")),
        ClusterWish.ACTIVE);
  }

  private FleetCluster cluster(String name) {
    return fleet.find(new ClusterName(name)).orElseThrow();
  }

  private static Optional<String> name(Optional<FleetCluster> cluster) {
    return cluster.map(found -> found.name().value());
  }

  @Test
  void query_belongsToTheClusterOfItsCoordinatorId() {
    affinity.learned(ID, cluster("b"));

    assertThat(name(affinity.known(QUERY))).contains("b");
  }

  @Test
  void firstAcceptedQuery_tellsTheCoordinatorId_ofAClusterThatDoesNot() {
    affinity.accepted(QUERY, cluster("a"), Asker.UNKNOWN);

    assertThat(name(affinity.known(new QueryId("20261123_043710_00002_aaaaa")))).contains("a");
  }

  @Test
  void queryIdOfAnotherShape_belongsToTheClusterThatAcceptedIt() {
    affinity.accepted(new QueryId("some-id"), cluster("b"), Asker.UNKNOWN);

    assertThat(name(affinity.known(new QueryId("some-id")))).contains("b");
    assertThat(affinity.known(new QueryId("other-id"))).isEmpty();
  }

  @Test
  void twoClustersWithOneId_areToldApartByTheirQueries() throws InterruptedException {
    var other = new QueryId("20261123_043710_00002_aaaaa");
    affinity.accepted(QUERY, cluster("a"), Asker.UNKNOWN);
    affinity.accepted(other, cluster("b"), Asker.UNKNOWN);

    assertThat(name(affinity.known(QUERY))).contains("a");
    assertThat(name(affinity.known(other))).contains("b");
    var unknown = new QueryId("20261123_043710_00003_aaaaa");
    assertThat(affinity.known(unknown)).isEmpty();
    owners.recorded.put(unknown, new ClusterName("b"));
    assertThat(name(affinity.locate(unknown))).contains("b");
  }

  @Test
  void clusterThatLeftTheFleet_noLongerMakesItsIdAmbiguous() {
    affinity.learned(ID, cluster("a"));
    affinity.learned(ID, cluster("b"));
    assertThat(affinity.known(QUERY)).isEmpty();

    fleet.remove(new ClusterName("a"));

    assertThat(name(affinity.known(QUERY))).contains("b");
  }

  @Test
  void unknownQuery_isLookedUpInTheAudit_thenAskedOfTheClusters() throws InterruptedException {
    assertThat(affinity.locate(QUERY)).isEmpty();
    owners.having.add(new ClusterName("a"));
    assertThat(name(affinity.locate(QUERY))).contains("a");
    owners.recorded.put(new QueryId("x"), new ClusterName("b"));
    assertThat(name(affinity.locate(new QueryId("x")))).contains("b");
  }

  @Test
  void unknownQuery_isAskedOfTheClusters_whenTheStoreIsDown() throws InterruptedException {
    owners.down = true;
    owners.having.add(new ClusterName("b"));

    assertThat(name(affinity.locate(QUERY))).contains("b");
  }

  @Test
  void ties_outliveTheProcess() {
    affinity.learned(ID, cluster("b"));
    affinity.started(TRANSACTION, cluster("a"));

    affinity = affinity();
    affinity.load();

    assertThat(name(affinity.known(QUERY))).contains("b");
    assertThat(name(affinity.known(TRANSACTION))).contains("a");
  }

  @Test
  void twoClustersWithOneId_areTwo_afterARestartToo() {
    affinity.learned(ID, cluster("a"));
    affinity.learned(ID, cluster("b"));

    affinity = affinity();
    affinity.load();

    assertThat(affinity.known(QUERY)).isEmpty();
  }

  @Test
  void transactionThatAnotherBrokerSaw_isFoundInTheStore() {
    store.remember(
        AffinityStore.Kind.TRANSACTION, TRANSACTION.value(), new ClusterName("b"), Instant.EPOCH);

    assertThat(affinity.known(TRANSACTION)).isEmpty();
    assertThat(name(affinity.locate(TRANSACTION))).contains("b");
    assertThat(name(affinity.known(TRANSACTION))).contains("b");
  }

  @Test
  void transaction_isForgotten_whenAQueryOfItClearsIt() {
    affinity.started(TRANSACTION, cluster("a"));
    affinity.within(QUERY, TRANSACTION);
    assertThat(name(affinity.known(TRANSACTION))).contains("a");

    affinity.cleared(QUERY);

    assertThat(affinity.known(TRANSACTION)).isEmpty();
    assertThat(store.all(AffinityStore.Kind.TRANSACTION)).isEmpty();
  }

  @Test
  void transaction_isForgotten_whenItIsIdle() {
    affinity.started(TRANSACTION, cluster("a"));

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(affinity.known(TRANSACTION)).isPresent();
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(affinity.known(TRANSACTION)).isPresent();
    nanos.addAndGet(Duration.ofMinutes(61).toNanos());

    assertThat(affinity.known(TRANSACTION)).isEmpty();
  }

  @Test
  void downStore_doesNotKeepAnythingFromBeingKnown() {
    store.down = true;

    affinity.learned(ID, cluster("b"));
    affinity.started(TRANSACTION, cluster("a"));

    assertThat(name(affinity.known(QUERY))).contains("b");
    assertThat(name(affinity.known(TRANSACTION))).contains("a");
    assertThat(affinity.locate(new TransactionId("unknown"))).isEmpty();
  }
}

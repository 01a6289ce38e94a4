package io.sluice.samples.bench;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.affinity.AffinityStore;
import io.sluice.broker.affinity.QueryOwners;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.fleet.Health;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The owner of a query, as each poll asks for it, out of 100,000 that are alive on 60 clusters. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class LookUpOwner {
  private static final int QUERIES = 100_000;
  private static final int CLUSTERS = 60;

  private final Affinity affinity = filled();
  private final List<QueryId> live =
      IntStream.range(0, QUERIES).mapToObj(i -> query(i, i % CLUSTERS)).toList();
  private final List<QueryId> foreign =
      IntStream.range(0, QUERIES).mapToObj(i -> query(QUERIES + i, i % CLUSTERS)).toList();
  private int next;

  /** Nothing outlives the benchmark. */
  private static final class NoStore implements AffinityStore {
    @Override
    public void remember(Kind kind, String key, ClusterName cluster, Instant at) {}

    @Override
    public void forget(Kind kind, String key) {}

    @Override
    public void forgetBefore(Kind kind, Instant moment) {}

    @Override
    public Optional<ClusterName> find(Kind kind, String key) {
      return Optional.empty();
    }

    @Override
    public Map<String, ClusterName> all(Kind kind) {
      return Map.of();
    }
  }

  /** Knows no more than memory does. */
  private static final class NoOwners implements QueryOwners {
    @Override
    public Optional<ClusterName> recorded(QueryId query) {
      return Optional.empty();
    }

    @Override
    public boolean has(FleetCluster cluster, QueryId query) {
      return false;
    }
  }

  private static Affinity filled() {
    var group = new GroupName("g");
    var fleet =
        new Fleet(
            List.of(),
            group,
            new Health.Hysteresis(1, 1),
            new LiveQueries(Ticker.systemTicker()),
            InstantSource.system());
    var affinity =
        new Affinity(
            fleet,
            new NoStore(),
            new NoOwners(),
            Runnable::run,
            InstantSource.system(),
            Ticker.systemTicker(),
            Duration.ofHours(1));
    for (int i = 0; i < CLUSTERS; i++) {
      URI url = URI.create("http://127.0.0.1:" + (10_000 + i));
      boolean _ =
          fleet.add(ClusterSpec.of(new ClusterName("c" + i), url, group), ClusterWish.ACTIVE);
    }
    List<FleetCluster> clusters = fleet.clusters();
    for (int i = 0; i < QUERIES; i++) {
      var asker = new Asker("user" + i % 1000, Set.of(), "");
      affinity.accepted(query(i, i % CLUSTERS), clusters.get(i % CLUSTERS), asker);
    }
    return affinity;
  }

  private static QueryId query(int number, int coordinator) {
    return new QueryId("20261123_043710_%05d_c%04d".formatted(number, coordinator));
  }

  /** A query that this broker has seen. */
  @Benchmark
  public Optional<FleetCluster> live() {
    next = (next + 7919) % QUERIES;
    return affinity.known(live.get(next));
  }

  /** A query of another broker: its coordinator is known. */
  @Benchmark
  public Optional<FleetCluster> byCoordinator() {
    next = (next + 7919) % QUERIES;
    return affinity.known(foreign.get(next));
  }
}

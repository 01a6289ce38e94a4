package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Prints what the choice among the 60 clusters of one group costs on this machine. Run by hand;
 * asserts nothing.
 */
final class ChoiceTimes {
  private static final int CLUSTERS = 60;
  private static final int ROUNDS = 8;
  private static final int CHOICES = 50_000;
  private static final GroupName ALL = new GroupName("all");

  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(
              new GroupSpec(
                  ALL,
                  "least-loaded",
                  List.of(),
                  new Thresholds(OptionalInt.of(20), OptionalInt.of(30), OptionalDouble.of(0.9)))),
          ALL,
          new Health.Hysteresis(1, 1),
          liveQueries,
          () -> Instant.EPOCH);
  private final Chooser chooser =
      new Chooser(fleet, "eu", () -> ThreadLocalRandom.current().nextLong());

  private ChoiceTimes() {}

  public static void main(String[] args) {
    new ChoiceTimes().run();
  }

  private void run() {
    for (int i = 0; i < CLUSTERS; i++) {
      fleet.add(
          Clusters.serving(
              "trino-" + i,
              i % 2 == 0 ? "eu" : "us",
              new Membership(new GroupName("own-" + i), 1, 0),
              new Membership(ALL, 1 + i % 3, i % 2)),
          ClusterWish.ACTIVE);
    }
    for (FleetCluster cluster : fleet.clusters()) {
      cluster.probeSucceeded(cluster.question(), report(ThreadLocalRandom.current().nextInt(40)));
    }
    print("SELECT 1");
    print("SELECT * FROM hive.a.b JOIN iceberg.c.d ON true");
    print("SELECT * FROM nowhere.a.b");
    fleet.clusters().forEach(cluster -> cluster.trafficFailed("connection refused"));
    print("SELECT 2");
  }

  private static ClusterReport report(int running) {
    return new ClusterReport(
        "483",
        Optional.of(Dialect.TRINO),
        Optional.empty(),
        false,
        Optional.of(new EngineLoad(running, 0, 0, 0.5, 0.5)),
        OptionalInt.of(10),
        Optional.of(Set.of("hive", "iceberg", "tpch", "memory", "system")),
        OptionalLong.empty(),
        List.of());
  }

  private void print(String text) {
    Sql sql = new SqlAnalyzer(SqlLimits.DEFAULT).analyze(text, SqlContext.NONE);
    Query query = Query.of("ann", Dialect.TRINO);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int i = 0; i < CHOICES; i++) {
        if (chooser.candidates(new Outcome.Unrouted(), query, sql).all().size() != CLUSTERS) {
          throw new AssertionError("a choice shows all clusters");
        }
      }
      best = Math.min(best, (System.nanoTime() - began) / 1e3 / CHOICES);
    }
    System.out.printf("%-50s %6.1f µs%n", text, best);
  }
}

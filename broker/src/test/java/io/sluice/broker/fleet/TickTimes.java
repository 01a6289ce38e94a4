package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Prints what the upkeep of 60 clusters and 200 groups costs on this machine, without the probes
 * themselves. Run by hand; asserts nothing.
 */
final class TickTimes {
  private static final int CLUSTERS = 60;
  private static final int GROUPS = 200;
  private static final int ROUNDS = 2_000;

  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          IntStream.range(0, GROUPS)
              .mapToObj(i -> GroupSpec.of(new GroupName("group-" + i)))
              .toList(),
          new GroupName("group-0"),
          new Health.Hysteresis(2, 3),
          liveQueries,
          InstantSource.system());
  private final FleetFacts facts = new FleetFacts(fleet);

  private TickTimes() {}

  public static void main(String[] args) {
    new TickTimes().run();
  }

  private void run() {
    for (int i = 0; i < CLUSTERS; i++) {
      fleet.add(
          Clusters.serving(
              "trino-" + i,
              "eu",
              new Membership(new GroupName("group-" + i), 1, 0),
              new Membership(new GroupName("group-" + (i + 60)), 1, 0),
              new Membership(new GroupName("group-" + (i + 120)), 1, 0)),
          ClusterWish.ACTIVE);
    }
    fleet.clusters().forEach(Clusters::healthy);
    try (var targets = new ClusterTargets(new TrustFiles(), Duration.ofSeconds(2));
        var probes = probes(targets)) {
      print("a tick with nothing due", probes::tick);
      print("a refresh of the facts", facts::refresh);
    }
  }

  /** Probes are begun and never end, so that only the looking is left. */
  private HealthProbes probes(ClusterTargets targets) {
    return new HealthProbes(
        fleet,
        facts,
        targets,
        (_, _, _) -> {
          throw new AssertionError("nothing runs");
        },
        (_, _) -> {},
        _ -> {},
        new DrainDeadlines(liveQueries, (_, _, _) -> {}, _ -> {}, InstantSource.system()),
        _ -> {},
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        System::nanoTime,
        new SplittableRandom(1));
  }

  private static void print(String what, Runnable work) {
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    long began = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    System.out.printf("%-30s %8.1f µs%n", what, (System.nanoTime() - began) / 1e3 / ROUNDS);
  }
}

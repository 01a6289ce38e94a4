package io.sluice.samples.demo.fleet;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.util.List;
import java.util.stream.Stream;

/** Stand-ins in this process: ready at once, and each says in its answers that it is none. */
public final class LightFleet implements Fleet {
  private final List<Running> running;

  private record Running(StandInCluster cluster, String group) {}

  private LightFleet(List<Running> running) {
    this.running = List.copyOf(running);
  }

  /** Stand-ins for all groups of the quickstart rules. */
  public static LightFleet start() {
    return new LightFleet(
        Stream.of(
                cluster("interactive-1", "interactive", StandInDialect.TRINO),
                cluster("interactive-2", "interactive", StandInDialect.TRINO),
                cluster("batch-1", "batch", StandInDialect.TRINO),
                cluster("dashboards-1", "dashboards", StandInDialect.TRINO),
                cluster("finance-1", "finance", StandInDialect.TRINO),
                cluster("presto-1", "presto", StandInDialect.PRESTO))
            .toList());
  }

  @Override
  public List<Member> members() {
    return running.stream().map(LightFleet::member).toList();
  }

  @Override
  public void close() {
    running.forEach(one -> one.cluster().close());
  }

  private static Running cluster(String name, String group, StandInDialect dialect) {
    StandInCluster cluster =
        StandInCluster.builder().name(name).dialect(dialect).remembered(100).build().start();
    return new Running(cluster, group);
  }

  private static Member member(Running one) {
    return new Member(
        one.cluster().name(),
        one.group(),
        Dialect.valueOf(one.cluster().dialect().name()),
        one.cluster().url(),
        10);
  }
}

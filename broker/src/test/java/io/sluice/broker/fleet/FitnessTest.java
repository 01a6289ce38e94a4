package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.rules.fact.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FitnessTest {
  private static ClusterSpec spec(Optional<Dialect> dialect, int minWorkers) {
    ClusterSpec plain = Clusters.spec("a", "adhoc");
    return new ClusterSpec(
        plain.name(),
        plain.url(),
        dialect,
        plain.memberships(),
        plain.location(),
        plain.labels(),
        plain.capacity(),
        plain.externalUrl(),
        plain.credentials(),
        plain.tls(),
        plain.uris(),
        plain.probe(),
        minWorkers,
        plain.maintenance());
  }

  private static ClusterReport report(
      Optional<Dialect> dialect, boolean starting, OptionalInt workers) {
    return new ClusterReport(
        "483",
        dialect,
        Optional.empty(),
        starting,
        Optional.empty(),
        workers,
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }

  @Test
  void clusterThatSaysNothingMore_isFit() {
    assertThat(
            Fitness.problem(
                spec(Optional.of(Dialect.TRINO), 5),
                report(Optional.empty(), false, OptionalInt.empty())))
        .isEmpty();
  }

  @Test
  void clusterThatStarts_isNot() {
    assertThat(
            Fitness.problem(
                spec(Optional.empty(), 0), report(Optional.empty(), true, OptionalInt.empty())))
        .contains("it says that it is starting");
  }

  @Test
  void dialect_thatIsNotTheDeclaredOne_isToldWithItsMend() {
    assertThat(
            Fitness.problem(
                spec(Optional.of(Dialect.PRESTO), 0),
                report(Optional.of(Dialect.TRINO), false, OptionalInt.empty())))
        .contains(
            "dialect: presto, but it speaks trino (expected: dialect trino, or the url of another"
                + " cluster)");
    assertThat(
            Fitness.problem(
                spec(Optional.empty(), 0),
                report(Optional.of(Dialect.TRINO), false, OptionalInt.empty())))
        .isEmpty();
  }

  @Test
  void workers_mustBeAsManyAsTheOperatorSays() {
    ClusterSpec three = spec(Optional.empty(), 3);

    assertThat(Fitness.problem(three, report(Optional.empty(), false, OptionalInt.of(2))))
        .contains("workers: 2 (expected: at least 3, as minWorkers says)");
    assertThat(Fitness.problem(three, report(Optional.empty(), false, OptionalInt.of(3))))
        .isEmpty();
  }
}

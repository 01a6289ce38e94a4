package io.sluice.broker.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.admin.cluster.ProbeKind;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each question on each engine that has it, answered as the engine did. */
class RecordedEnginesTest {
  private final Coordinators coordinators =
      new Coordinators(Map.of(), new TrustFiles(), Duration.ofSeconds(20), System::nanoTime);
  private final StandInCluster cluster = StandInCluster.builder().build().start();

  @AfterEach
  void close() {
    coordinators.close();
    cluster.close();
  }

  private ClusterReport probe(String engine, ProbeKind kind) throws IOException {
    RecordedAnswers.replay(engine, cluster);
    return coordinators.probe(Specs.at(cluster.url()).asking(kind), Optional.empty(), false);
  }

  @ParameterizedTest
  @CsvSource({
    "trino-483, TRINO, 483",
    "trino-476, TRINO, 476",
    "presto-0.296, PRESTO, 0.296",
    "presto-0.287, PRESTO, 0.287"
  })
  void dialectAndVersion(String engine, Dialect dialect, String version) throws IOException {
    ClusterReport report = probe(engine, ProbeKind.INFO);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.dialect()).contains(dialect);
    assertThat(report.version()).isEqualTo(version);
    assertThat(report.starting()).isFalse();
    assertThat(report.coordinatorId().isPresent()).isEqualTo(version.equals("483"));
    assertThat(report.uptimeMillis().orElse(0)).isBetween(2_000_000L, 2_400_000L);
  }

  /** Memory in thousandths: the cluster's, or where a kind does not tell it, the coordinator's. */
  @ParameterizedTest
  @CsvSource({
    "trino-483, METRICS, 10.01",
    "trino-483, AUTO, 10.01",
    "trino-483, UI, 10.11",
    "trino-476, METRICS, 20.11",
    "trino-476, JMX, 20.11",
    "trino-476, UI, 20.11",
    "presto-0.287, CLUSTER, 3.298",
    "presto-0.287, AUTO, 3.298",
    "presto-0.287, JMX, 3.298",
    "presto-0.296, CLUSTER, 0",
    "presto-0.296, JMX, 0",
  })
  void load(String engine, ProbeKind kind, double memory) throws IOException {
    ClusterReport report = probe(engine, kind);

    assertThat(report.troubles()).isEmpty();
    EngineLoad load = report.load().orElseThrow();
    assertThat(load.running()).isEqualTo(2);
    assertThat(load.queued()).isZero();
    assertThat(load.blocked()).isZero();
    assertThat(load.cpuUtilisation()).isBetween(0.001, 0.1);
    assertThat(load.memoryUtilisation() * 1000).isCloseTo(memory, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"trino-483, UI", "trino-476, UI", "presto-0.287, CLUSTER", "presto-0.296, CLUSTER"})
  void coordinatorThatWorks_isAWorker(String engine, ProbeKind kind) throws IOException {
    assertThat(probe(engine, kind).workers()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"trino-483, JMX", "presto-0.287, METRICS", "presto-0.287, UI", "trino-476, CLUSTER"})
  void kindThatTheEngineDoesNotHave_isATrouble(String engine, ProbeKind kind) throws IOException {
    ClusterReport report = probe(engine, kind);

    assertThat(report.load()).isEmpty();
    assertThat(report.troubles()).singleElement().asString().startsWith("load: ");
  }
}

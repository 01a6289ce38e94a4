package io.sluice.broker.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CoordinatorsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final AtomicLong later = new AtomicLong();
  private final Coordinators coordinators =
      new Coordinators(Map.of(), new TrustFiles(), TIMEOUT, () -> System.nanoTime() + later.get());
  private final StandInCluster trino = StandInCluster.builder().version("483").build().start();
  private final StandInCluster presto =
      StandInCluster.builder().dialect(StandInDialect.PRESTO).version("0.287").build().start();

  @AfterEach
  void close() {
    coordinators.close();
    trino.close();
    presto.close();
  }

  private ClusterReport probe(StandInCluster cluster, ProbeKind kind) throws IOException {
    return coordinators.probe(Specs.at(cluster.url()).asking(kind), Optional.empty(), false);
  }

  private ClusterReport withCatalogs(StandInCluster cluster) throws IOException {
    return coordinators.probe(Specs.at(cluster.url()).spec(), Optional.empty(), true);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "METRICS", "UI", "SQL"})
  void trino_tellsItsLoad(ProbeKind kind) throws IOException {
    trino.load(7, 3, 2);
    trino.workers(5);
    trino.utilisation(0.75, 0.5);

    ClusterReport report = probe(trino, kind);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.version()).isEqualTo("483");
    assertThat(report.dialect()).contains(Dialect.TRINO);
    assertThat(report.coordinatorId()).contains(new CoordinatorId(trino.coordinatorId()));
    assertThat(report.load()).contains(new EngineLoad(7, 3, 2, 0.75, 0.5));
    assertThat(report.workers()).hasValue(5);
    assertThat(report.uptimeMillis()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "CLUSTER"})
  void presto_tellsItsLoad(ProbeKind kind) throws IOException {
    presto.load(7, 3, 2);
    presto.workers(5);
    presto.utilisation(0.75, 0.5);

    ClusterReport report = probe(presto, kind);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.dialect()).contains(Dialect.PRESTO);
    assertThat(report.coordinatorId()).isEmpty();
    assertThat(report.load()).contains(new EngineLoad(7, 3, 2, 0.75, 0.5));
    assertThat(report.workers()).hasValue(5);
  }

  @Test
  void statusOnly_tellsWhatTheCoordinatorUses() throws IOException {
    trino.load(7, 3, 2);
    trino.utilisation(0.75, 0.5);

    ClusterReport report = probe(trino, ProbeKind.STATUS);

    assertThat(report.load()).contains(new EngineLoad(0, 0, 0, 0.75, 0.5));
    assertThat(report.workers()).isEmpty();
  }

  @Test
  void infoOnly_asksNothingElseOnceTheDialectIsKnown() throws IOException {
    probe(trino, ProbeKind.INFO);
    trino.forget();

    ClusterReport report = probe(trino, ProbeKind.INFO);

    assertThat(report.load()).isEmpty();
    assertThat(trino.received()).extracting(ReceivedRequest::path).containsExactly("/v1/info");
  }

  @Test
  void probe_costsThreeSmallQuestions() throws IOException {
    probe(trino, ProbeKind.AUTO);
    trino.forget();

    probe(trino, ProbeKind.AUTO);

    assertThat(trino.received())
        .extracting(ReceivedRequest::path)
        .containsExactly("/v1/info", "/metrics", "/v1/status");
    assertThat(trino.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void ownQueriesOfTheSqlProbe_areNotCounted() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(probe(presto, ProbeKind.SQL).load()).map(EngineLoad::running).contains(0);
    }
    assertThat(presto.received(ReceivedRequest::isStatement)).isEmpty();
  }

  @Test
  void catalogs_areAskedForOnDemand() throws IOException {
    trino.catalogs("system", "lake");
    presto.catalogs("system", "hive");

    assertThat(probe(trino, ProbeKind.AUTO).catalogs()).isEmpty();
    assertThat(withCatalogs(trino).catalogs()).contains(Set.of("system", "lake"));
    assertThat(withCatalogs(presto).catalogs()).contains(Set.of("system", "hive"));
  }

  @Test
  void noCatalogAtAll_isNotTold() throws IOException {
    assertThat(withCatalogs(trino).catalogs()).isEmpty();
  }

  @Test
  void catalogsThatCannotBeRead_areATroubleAndNoFailure() throws IOException {
    trino.misbehave(
        request -> request.path().startsWith("/v1/statement/"),
        new Misbehaviour.Status(500, Optional.empty()));

    ClusterReport report = withCatalogs(trino);

    assertThat(report.catalogs()).isEmpty();
    assertThat(report.load()).isPresent();
    assertThat(report.troubles()).singleElement().asString().startsWith("catalogs: GET ");
  }

  @Test
  void failingRichQuestion_leavesTheClusterUpAndItsLoadUnknown() throws IOException {
    trino.misbehave(
        request -> request.path().equals("/metrics"),
        new Misbehaviour.Status(500, Optional.empty()));

    ClusterReport report = probe(trino, ProbeKind.AUTO);

    assertThat(report.version()).isEqualTo("483");
    assertThat(report.load()).isEmpty();
    assertThat(report.troubles()).containsExactly("load: GET /metrics answered 500");
  }

  @ParameterizedTest
  @CsvSource({"401, /v1/status", "403, /ui/api/stats", "404, /ui/api/stats"})
  void refusedMetrics_makePlaceForTheNextWay_andAreTriedAgainAfterAWhile(int status, String way)
      throws IOException {
    trino.misbehave(
        request -> request.path().equals("/metrics"),
        new Misbehaviour.Status(status, Optional.empty()));
    trino.utilisation(0.75, 0);
    probe(trino, ProbeKind.AUTO);
    trino.forget();

    ClusterReport report = probe(trino, ProbeKind.AUTO);

    assertThat(report.load()).isPresent();
    assertThat(report.troubles())
        .singleElement()
        .asString()
        .contains("/metrics answered " + status);
    assertThat(trino.received())
        .extracting(ReceivedRequest::path)
        .contains(way)
        .doesNotContain("/metrics");

    trino.behave();
    later.addAndGet(TimeUnit.MINUTES.toNanos(10));
    assertThat(probe(trino, ProbeKind.AUTO).troubles()).isEmpty();
    assertThat(trino.received()).extracting(ReceivedRequest::path).contains("/metrics");
  }

  @Test
  void newVersion_isLookedAtAnew() throws IOException {
    probe(trino, ProbeKind.AUTO);
    trino.misbehave(
        request -> request.path().equals("/v1/info"),
        info("{\"nodeVersion\":{\"version\":\"0.300\"}}"));
    trino.misbehave(
        request -> request.path().equals("/v1/cluster"),
        new Misbehaviour.Canned(200, List.of(), "{\"runningQueries\":0,\"activeWorkers\":1}"));

    assertThat(probe(trino, ProbeKind.INFO).dialect()).contains(Dialect.PRESTO);
  }

  private static Misbehaviour info(String body) {
    return new Misbehaviour.Canned(200, List.of(), body);
  }

  @Test
  void questionThatTheDialectDoesNotKnow_isTold() throws IOException {
    assertThat(probe(presto, ProbeKind.METRICS).troubles())
        .singleElement()
        .asString()
        .startsWith("load: probe: metrics (expected: ");
    assertThat(probe(trino, ProbeKind.CLUSTER).load()).isEmpty();
  }

  @Test
  void wrongDialect_isTold() throws IOException {
    ClusterSpec spec = Specs.at(presto.url()).speaking(Dialect.TRINO).spec();

    ClusterReport report = coordinators.probe(spec, Optional.empty(), false);

    assertThat(report.dialect()).contains(Dialect.PRESTO);
    assertThat(report.troubles())
        .anyMatch(trouble -> trouble.startsWith("dialect: TRINO is set, but it answers as PRESTO"));
  }

  @Test
  void contradictingSigns_leaveTheDialectOpen() throws IOException {
    presto.misbehave(
        request -> request.path().equals("/v1/cluster"),
        new Misbehaviour.Status(404, Optional.empty()));

    ClusterReport report = probe(presto, ProbeKind.AUTO);

    assertThat(report.dialect()).isEmpty();
    assertThat(report.load()).isEmpty();
    assertThat(report.troubles()).singleElement().asString().contains("dialect: trino or presto");
  }

  @Test
  void startingCluster_isAskedNoMore() throws IOException {
    presto.starting(true);

    ClusterReport report = probe(presto, ProbeKind.AUTO);

    assertThat(report.starting()).isTrue();
    assertThat(report.load()).isEmpty();
  }

  @Test
  void leavingCluster_isNoGoodOne() {
    trino.misbehave(
        _ -> true, info("{\"nodeVersion\":{\"version\":\"483\"},\"state\":\"SHUTTING_DOWN\"}"));

    assertThatThrownBy(() -> probe(trino, ProbeKind.AUTO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shutting down");
  }

  @Test
  void somethingElse_isNoCoordinator() {
    trino.misbehave(_ -> true, info("{\"status\":\"UP\"}"));

    assertThatThrownBy(() -> probe(trino, ProbeKind.AUTO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("something else than a coordinator");
  }

  @Test
  void loneCoordinator_countsAsAWorkerOnceAStatementHasRun() throws IOException {
    trino.workers(0);
    assertThat(probe(trino, ProbeKind.METRICS).workers()).isEmpty();

    withCatalogs(trino);

    assertThat(probe(trino, ProbeKind.METRICS).workers()).hasValue(1);
  }

  @Test
  void clusterThatLostItsWorkers_hasNone() throws IOException {
    trino.workers(2);
    assertThat(probe(trino, ProbeKind.METRICS).workers()).hasValue(2);

    trino.workers(0);

    assertThat(probe(trino, ProbeKind.METRICS).workers()).isEqualTo(OptionalInt.of(0));
  }
}

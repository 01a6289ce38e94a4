package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.probe.Coordinators;
import io.sluice.broker.probe.EngineLoad;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.fleet.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What real engines tell of themselves, by each question that they have. */
@ExtendWith(RealFleet.class)
@Timeout(120)
class ProbesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long enough to be seen; it is cancelled then. */
  private static final String LONG =
      "SELECT count(*) FROM tpch.sf1.lineitem a CROSS JOIN tpch.sf1.orders b WHERE a.comment > b.comment";

  private final DemoFleet fleet;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Coordinators coordinators =
      new Coordinators(Map.of(), new TrustFiles(), Duration.ofSeconds(30), System::nanoTime);

  ProbesIT(DemoFleet fleet) {
    this.fleet = fleet;
  }

  @AfterEach
  void close() {
    coordinators.close();
    http.close();
  }

  private Member member(Dialect dialect) {
    return fleet.members().stream()
        .filter(member -> member.dialect() == dialect)
        .findFirst()
        .orElseThrow();
  }

  /** Nothing is said of the dialect: it has to be found out. */
  private ClusterReport probe(Dialect dialect, ProbeKind kind, boolean withCatalogs)
      throws IOException {
    Member member = member(dialect);
    var spec =
        new ClusterSpec(
            new ClusterName(member.name()),
            member.url(),
            Optional.empty(),
            List.of(Membership.of(new GroupName("any"))),
            "",
            Map.of(),
            ClusterSpec.DEFAULT_CAPACITY,
            Optional.empty(),
            Optional.empty(),
            TlsTrust.USUAL,
            UriMode.HOST,
            kind,
            0,
            List.of());
    return coordinators.probe(spec, Optional.empty(), withCatalogs);
  }

  @ParameterizedTest
  @CsvSource({
    "TRINO, INFO, false, false",
    "TRINO, STATUS, true, false",
    "TRINO, METRICS, true, false",
    "TRINO, UI, true, true",
    "TRINO, SQL, true, true",
    "TRINO, AUTO, true, false",
    "PRESTO, INFO, false, false",
    "PRESTO, STATUS, true, false",
    "PRESTO, CLUSTER, true, true",
    "PRESTO, JMX, true, false",
    "PRESTO, SQL, true, true",
    "PRESTO, AUTO, true, true",
  })
  void question_isAnswered(Dialect dialect, ProbeKind kind, boolean load, boolean workers)
      throws IOException {
    ClusterReport report = probe(dialect, kind, false);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.dialect()).contains(dialect);
    assertThat(report.version()).isEqualTo(dialect == Dialect.TRINO ? "483" : "0.287");
    assertThat(report.coordinatorId().isPresent()).isEqualTo(dialect == Dialect.TRINO);
    assertThat(report.uptimeMillis()).isPresent();
    assertThat(report.load().isPresent()).isEqualTo(load);
    assertThat(report.workers().isPresent()).isEqualTo(workers);
    report.workers().ifPresent(count -> assertThat(count).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void catalogs_areListed_andALoneCoordinatorIsAWorkerFromThenOn(Dialect dialect)
      throws IOException {
    ClusterReport report = probe(dialect, ProbeKind.AUTO, true);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.catalogs()).contains(Set.of("system", "tpch", "memory"));
    assertThat(probe(dialect, ProbeKind.AUTO, false).workers()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "TRINO, METRICS",
    "TRINO, UI",
    "TRINO, SQL",
    "PRESTO, CLUSTER",
    "PRESTO, JMX",
    "PRESTO, SQL"
  })
  void runningQuery_isCounted(Dialect dialect, ProbeKind kind) throws Exception {
    URI next = running(dialect);
    try {
      EngineLoad load = probe(dialect, kind, false).load().orElseThrow();

      assertThat(load.running() + load.blocked()).isEqualTo(1);
      assertThat(load.queued()).isZero();
      assertThat(load.cpuUtilisation()).isBetween(0.0, 1.0);
      assertThat(load.memoryUtilisation()).isBetween(0.0, 1.0);
    } finally {
      http.send(HttpRequest.newBuilder(next).DELETE().build(), BodyHandlers.discarding());
    }
  }

  /** Submits a long query and polls until it runs; gives where to poll next. */
  private URI running(Dialect dialect) throws Exception {
    JsonNode page =
        send(
            HttpRequest.newBuilder(member(dialect).url().resolve("/v1/statement"))
                .header(dialect.headerPrefix() + "User", "alice")
                .POST(HttpRequest.BodyPublishers.ofString(LONG)));
    while (!page.at("/stats/state").asText().equals("RUNNING")) {
      assertThat(page.has("nextUri")).as(page.toString()).isTrue();
      page = send(HttpRequest.newBuilder(URI.create(page.path("nextUri").asText())));
    }
    return URI.create(page.path("nextUri").asText());
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }
}

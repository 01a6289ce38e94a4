package io.sluice.broker.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.broker.trust.TestCertificates;
import io.sluice.broker.trust.TlsFront;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters behind TLS: whom the broker believes, with questions and with statements. */
@Timeout(120)
class TlsClusterTest {
  private final Path folder;
  private final TestCertificates ours;
  private final StandInCluster cluster = StandInCluster.builder().name("etl-1").build().start();
  private final TlsFront front;

  TlsClusterTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.ours = TestCertificates.authority(folder, "ours");
    this.front = TlsFront.before(cluster.port(), ours.server("etl-1", "ip:127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    front.close();
    cluster.close();
  }

  private RunningBroker broker(URI url, TlsTrust trust) throws IOException {
    return RunningBroker.start(
        folder.resolve("broker"), behind(url, trust), RunningBroker.in("etl", cluster));
  }

  private static UnaryOperator<ClusterSpec> behind(URI url, TlsTrust trust) {
    return spec ->
        new ClusterSpec(
            spec.name(),
            url,
            spec.dialect(),
            spec.memberships(),
            spec.location(),
            spec.labels(),
            spec.capacity(),
            spec.externalUrl(),
            spec.credentials(),
            trust,
            spec.uris(),
            spec.probe(),
            spec.minWorkers(),
            spec.maintenance());
  }

  private static TlsTrust trusting(Path file) {
    return new TlsTrust(Optional.of(file), true);
  }

  private static String reason(RunningBroker broker) throws Exception {
    try (var admin = new AdminClient(broker.admin())) {
      return admin
          .await(
              "/api/v1/clusters/etl-1", answer -> answer.path("state").asText().equals("UNHEALTHY"))
          .path("reason")
          .asText();
    }
  }

  @Test
  void trustedCluster_isProbedAndGetsStatements_onConnectionsThatAreUsedAgain() throws Exception {
    try (RunningBroker broker = broker(front.url("127.0.0.1"), trusting(ours.pem()));
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.run("SELECT 1 -- stand-in: rows=3").rows()).hasSize(3);
      }
      assertThat(cluster.received(ReceivedRequest::isStatement)).hasSize(20);
      assertThat(front.accepted()).isLessThan(20);
    }
  }

  @Test
  void clusterOfAnotherAuthority_getsNothing_andTheReasonNamesCertificateClusterAndMend()
      throws Exception {
    TestCertificates others = TestCertificates.authority(folder, "others");
    try (RunningBroker broker = broker(front.url("127.0.0.1"), trusting(others.pem()))) {
      assertThat(reason(broker))
          .contains("cluster etl-1", "'CN=etl-1' (for 127.0.0.1, issued by 'CN=ours'", "mend")
          .contains(others.pem().toString());
      assertThat(cluster.received()).isEmpty();
    }
  }

  @Test
  void certificateOfAnotherHost_isRefused() throws Exception {
    try (RunningBroker broker = broker(front.url("localhost"), trusting(ours.pem()))) {
      assertThat(reason(broker)).contains("cluster etl-1", "for 127.0.0.1", "localhost");
      assertThat(cluster.received()).isEmpty();
    }
  }

  @Test
  void changedTrustFile_isInForceSoon_forQuestionsAndStatements() throws Exception {
    TestCertificates others = TestCertificates.authority(folder, "others");
    Path file = Files.copy(others.pem(), folder.resolve("trusted.pem"));
    try (RunningBroker broker = broker(front.url("127.0.0.1"), trusting(file));
        var admin = new AdminClient(broker.admin());
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      assertThat(reason(broker)).contains("is refused");

      Files.copy(ours.pem(), file, StandardCopyOption.REPLACE_EXISTING);

      JsonNode healthy =
          admin.await(
              "/api/v1/clusters/etl-1", answer -> answer.path("state").asText().equals("HEALTHY"));
      assertThat(healthy.path("reason").asText()).isNotEmpty();
      assertThat(client.run("SELECT 1 -- stand-in: rows=3").rows()).hasSize(3);
    }
  }

  @Test
  void trustThatCannotBeRead_isTheReason() throws Exception {
    Path missing = folder.resolve("missing.pem");
    try (RunningBroker broker = broker(front.url("127.0.0.1"), trusting(missing))) {
      assertThat(reason(broker))
          .isEqualTo(
              "cluster etl-1: tls.authorities: %s is not there (expected: a file with the certificates of authorities)"
                  .formatted(missing));
    }
  }

  /** What is refused says so to the analyst as well. */
  @Test
  void statementForARefusedCluster_failsWithTheReason() throws Exception {
    TestCertificates others = TestCertificates.authority(folder, "others");
    try (RunningBroker broker = broker(front.url("127.0.0.1"), trusting(others.pem()));
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice")) {
      assertThat(reason(broker)).isNotEmpty();

      assertThat(client.run("SELECT 1").error().orElse("")).contains("etl-1", "is refused");
    }
  }
}

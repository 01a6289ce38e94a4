package io.sluice.broker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.trust.TestCertificates;
import io.sluice.broker.trust.TlsFront;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {
  private static final String SECRET = "o pen, sesame";

  private final Path folder;
  private final AtomicLong later = new AtomicLong();
  private final StandInCluster cluster = StandInCluster.builder().build().start();
  private final TlsFront front;
  private final TlsTrust trust;
  private Coordinators coordinators = coordinators();

  CredentialsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    var authority = TestCertificates.authority(folder, "ours");
    this.front = TlsFront.before(cluster.port(), authority.server("etl-1", "ip:127.0.0.1"));
    this.trust = new TlsTrust(Optional.of(authority.pem()), true);
  }

  private Coordinators coordinators() {
    return new Coordinators(
        Map.of("ETL_PASSWORD", SECRET),
        new TrustFiles(),
        Duration.ofSeconds(20),
        () -> System.nanoTime() + later.get());
  }

  /** What one test has taught the prober and the stand-in is of no use to the next. */
  @AfterEach
  void forget() {
    coordinators.close();
    coordinators = coordinators();
    cluster.behave();
    cluster.forget();
  }

  @AfterAll
  void close() throws IOException {
    coordinators.close();
    front.close();
    cluster.close();
  }

  private ClusterReport probe(ClusterSpec spec) throws IOException {
    return coordinators.probe(spec, Optional.empty(), true);
  }

  private ClusterSpec secured(String password) {
    return Specs.at(front.url("127.0.0.1")).trusting(trust).as("watch", password).spec();
  }

  private Set<String> authorizations() {
    return cluster.received().stream()
        .flatMap(request -> request.headers("Authorization").stream())
        .collect(Collectors.toSet());
  }

  private static String basic(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("watch:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** A stand-in without TLS of its own refuses every password; a real one would take this. */
  private void letPasswordsPass() {
    cluster.misbehave(
        request -> request.path().equals("/metrics") || request.path().startsWith("/v1/statement"),
        new Misbehaviour.Status(500, Optional.empty()));
  }

  @Test
  void password_comesFromTheEnvironment_andGoesOverTlsWithTheUser() throws IOException {
    letPasswordsPass();

    ClusterReport report = probe(secured("${ETL_PASSWORD}"));

    assertThat(report.version()).isEqualTo("stand-in");
    assertThat(authorizations()).containsExactly(basic(SECRET));
    assertThat(cluster.received(request -> request.path().equals("/metrics")))
        .extracting(request -> request.header("X-Trino-User"))
        .containsExactly(Optional.of("watch"));
  }

  @Test
  void passwordFile_isReadAgain_withoutItsLastLineBreak() throws IOException {
    letPasswordsPass();
    Path file = Files.writeString(folder.resolve("password"), "first\n");
    probe(secured("file:" + file));
    assertThat(authorizations()).containsExactly(basic("first"));
    cluster.forget();

    Files.writeString(file, "second\r\n");
    probe(secured("file:" + file));

    assertThat(authorizations()).containsExactly(basic("second"));
  }

  @Test
  void missingPassword_isTold_byItsPlaceOnly() throws IOException {
    assertThat(probe(secured("${NOT_THERE}")).troubles())
        .contains(
            "credentials.password: ${NOT_THERE} is empty or not there (expected: a password)");
    assertThat(probe(secured("file:" + folder.resolve("none"))).troubles())
        .anyMatch(trouble -> trouble.contains("file:" + folder.resolve("none")));
    assertThat(authorizations()).isEmpty();
  }

  @Test
  void passwordFileWithoutAnEnd_isNotRead() throws IOException {
    assertThat(probe(secured("file:/dev/zero")).troubles())
        .anyMatch(trouble -> trouble.contains("file:/dev/zero (expected: a regular file)"));
  }

  @Test
  void password_isNeverSentOverHttp() throws IOException {
    ClusterReport report = probe(Specs.at(cluster.url()).as("watch", "${ETL_PASSWORD}").spec());

    assertThat(authorizations()).isEmpty();
    assertThat(report.load()).isPresent();
    assertThat(report.troubles()).singleElement().asString().contains("use an https url");
  }

  @Test
  void refusedPassword_isNotSentRoundByRound() throws IOException {
    // The stand-in refuses every password with 401.
    for (int i = 0; i < 5; i++) {
      assertThat(probe(secured("${ETL_PASSWORD}")).version()).isEqualTo("stand-in");
    }
    long asked = sent(basic(SECRET));
    for (int i = 0; i < 5; i++) {
      assertThat(probe(secured("${ETL_PASSWORD}")).troubles())
          .anyMatch(trouble -> trouble.startsWith("credentials: user watch was refused"));
    }
    assertThat(sent(basic(SECRET))).isEqualTo(asked).isPositive();

    later.addAndGet(TimeUnit.MINUTES.toNanos(10));
    probe(secured("${ETL_PASSWORD}"));
    probe(secured("${ETL_PASSWORD}"));
    assertThat(sent(basic(SECRET))).isGreaterThan(asked);
  }

  private long sent(String authorization) {
    return cluster.received().stream()
        .flatMap(request -> request.headers("Authorization").stream())
        .filter(authorization::equals)
        .count();
  }

  @Test
  void noMessage_saysThePassword() throws IOException {
    ClusterSpec spec = secured("${ETL_PASSWORD}");

    assertThat(probe(spec).toString()).doesNotContain(SECRET);
    assertThat(Caller.of(spec, new Secrets(Map.of("ETL_PASSWORD", SECRET))).toString())
        .isEqualTo("watch with a password");
    assertThat(spec.toString()).doesNotContain(SECRET).contains("${ETL_PASSWORD}");
  }

  @Test
  void clusterThatTellsNothingWithoutLogin_isUp() throws IOException {
    cluster.misbehave(
        _ -> true,
        new Misbehaviour.Canned(
            401,
            List.of(new ReceivedRequest.Header("WWW-Authenticate", "Basic realm=\"Presto\"")),
            "<html>"));

    ClusterReport report = probe(Specs.at(cluster.url()).spec());

    assertThat(report.version()).isEmpty();
    assertThat(report.dialect()).contains(Dialect.PRESTO);
    assertThat(report.troubles())
        .singleElement()
        .asString()
        .contains("give the cluster credentials");
    assertThat(cluster.received()).extracting(ReceivedRequest::path).containsExactly("/v1/info");
  }

  @Test
  void owner_isAskedForWithCredentials() throws IOException {
    cluster.misbehave(
        request -> request.path().startsWith("/v1/query/"),
        new Misbehaviour.Canned(200, List.of(), "{}".repeat(1 << 20)));

    var query = new QueryId("20261123_043710_00026_e9qzz");
    for (int i = 0; i < 10; i++) {
      assertThat(coordinators.has(secured("${ETL_PASSWORD}"), Optional.empty(), query)).isTrue();
    }

    assertThat(authorizations()).containsExactly(basic(SECRET));
  }
}

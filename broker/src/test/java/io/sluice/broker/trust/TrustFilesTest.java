package io.sluice.broker.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.admin.cluster.TlsTrust;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustFilesTest {
  private static final ClusterName ETL = new ClusterName("etl-1");

  private final TrustFiles files = new TrustFiles();
  private final Path folder;
  private final TestCertificates ours;
  private final TestCertificates others;

  TrustFilesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.ours = TestCertificates.authority(folder, "ours");
    this.others = TestCertificates.authority(folder, "others");
  }

  private static TlsTrust trusting(Path file) {
    return new TlsTrust(Optional.of(file), true);
  }

  /** Connects to a server with that TLS; an exception says why it was not believed. */
  private static void connect(ClusterTls trust, SSLContext server) throws IOException {
    try (TlsFront front = TlsFront.before(1, server);
        var socket =
            (SSLSocket)
                trust.context().getSocketFactory().createSocket("127.0.0.1", front.port())) {
      SSLParameters parameters = socket.getSSLParameters();
      if (trust.verifyHost()) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  @Test
  void pemAndPkcs12_areBothRead() throws IOException {
    SSLContext server = ours.server("good", "ip:127.0.0.1");

    connect(files.of(ETL, trusting(ours.pem())), server);
    connect(files.of(ETL, trusting(ours.pkcs12())), server);
  }

  @Test
  void strangersCertificate_isRefused_andTheMessageNamesClusterCertificateAndMend()
      throws IOException {
    SSLContext server = ours.server("strange", "ip:127.0.0.1");
    ClusterTls trust = files.of(ETL, trusting(others.pem()));

    assertThatThrownBy(() -> connect(trust, server))
        .isInstanceOf(SSLException.class)
        .hasMessageContainingAll(
            "cluster etl-1",
            "'CN=strange' (for 127.0.0.1, issued by 'CN=ours'",
            "is refused",
            others.pem().toString(),
            "mend");
  }

  @Test
  void otherHostsCertificate_isRefused_unlessNobodyCares() throws IOException {
    SSLContext server = ours.server("other", "dns:other.example");
    ClusterTls careful = files.of(ETL, trusting(ours.pem()));
    ClusterTls careless = files.of(ETL, new TlsTrust(Optional.of(ours.pem()), false));

    assertThatThrownBy(() -> connect(careful, server))
        .isInstanceOf(SSLException.class)
        .hasMessageContainingAll("cluster etl-1", "for other.example", "127.0.0.1");
    connect(careless, server);
  }

  @Test
  void unchangedFile_keepsTheSameTrust_andChangedOneGivesAnother() throws IOException {
    Path file = Files.copy(ours.pem(), folder.resolve("rotated.pem"));
    ClusterTls first = files.of(ETL, trusting(file));
    assertThat(files.of(ETL, trusting(file))).isSameAs(first);

    Files.writeString(file, Files.readString(ours.pem()) + Files.readString(others.pem()));

    ClusterTls second = files.of(ETL, trusting(file));
    assertThat(second).isNotSameAs(first);
    connect(second, others.server("new", "ip:127.0.0.1"));
  }

  @Test
  void fileThatBecomesUnreadable_leavesWhatWasTrusted() throws IOException {
    Path file = Files.copy(ours.pem(), folder.resolve("broken-later.pem"));
    ClusterTls first = files.of(ETL, trusting(file));

    Files.writeString(file, "half a certif");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(files.of(ETL, trusting(file))).isSameAs(first);
    Files.delete(file);
    assertThat(files.of(ETL, trusting(file))).isSameAs(first);

    Files.copy(others.pem(), file);
    assertThat(files.of(ETL, trusting(file))).isNotSameAs(first);
  }

  @Test
  void missingOrSenselessFile_isNamed() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path senseless = Files.writeString(folder.resolve("senseless.pem"), "hello");

    assertThatThrownBy(() -> files.of(new ClusterName("new-1"), trusting(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cluster new-1: tls.authorities: %s is not there (expected: a file with the certificates of authorities)"
                .formatted(missing));
    assertThatThrownBy(() -> files.of(new ClusterName("new-1"), trusting(senseless)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("cluster new-1: tls.authorities: " + senseless, "PEM");
  }

  @Test
  void fileWithoutAnEnd_isNotRead() {
    assertThatThrownBy(() -> files.of(new ClusterName("new-1"), trusting(Path.of("/dev/zero"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tls.authorities: /dev/zero (expected: a regular file)");
  }

  @Test
  void eachCluster_hasATrustOfItsOwn() throws IOException {
    assertThat(files.of(ETL, TlsTrust.USUAL))
        .isNotSameAs(files.of(new ClusterName("etl-2"), TlsTrust.USUAL));
  }
}

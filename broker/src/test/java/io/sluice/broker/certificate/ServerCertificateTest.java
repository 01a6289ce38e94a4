package io.sluice.broker.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.config.TlsConfig;
import io.sluice.broker.trust.TestCertificates;
import io.sluice.broker.trust.TestCertificates.ServerFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What can be made of the files that {@code front.tls} names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerCertificateTest {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3");

  private Path folder;
  private TestCertificates authority;
  private ServerFiles elliptic;
  private ServerFiles rsa;

  @BeforeAll
  void issue(@TempDir Path files) throws IOException {
    folder = files;
    authority = TestCertificates.authority(files, "ours");
    elliptic = authority.serverFiles("elliptic", "ip:127.0.0.1", "EC");
    rsa = authority.serverFiles("rsa", "ip:127.0.0.1", "RSA");
  }

  private static TlsConfig pem(Path certificate, Path key) {
    return new TlsConfig(new TlsConfig.Pem(certificate, key), PROTOCOLS);
  }

  private static TlsConfig keystore(Path file, String password) {
    return new TlsConfig(new TlsConfig.Keystore(file, password), PROTOCOLS);
  }

  /** Whose certificate a client is shown by a handshake that begins now. */
  private String shown(ServerCertificate certificate) throws Exception {
    try (var server =
            (SSLServerSocket)
                certificate
                    .context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client =
            (SSLSocket)
                authority
                    .client()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
      var accepted =
          CompletableFuture.runAsync(() -> {
            try (var side = (SSLSocket) server.accept()) {
              side.startHandshake();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      client.startHandshake();
      accepted.join();
      return ((X509Certificate) client.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  @Test
  void pemFiles_ofEitherKind_andAKeystore_areShown() throws Exception {
    try (var first = ServerCertificate.load(pem(elliptic.certificates(), elliptic.key()));
        var second = ServerCertificate.load(pem(rsa.certificates(), rsa.key()));
        var third = ServerCertificate.load(keystore(rsa.keystore(), TestCertificates.PASSWORD))) {
      assertThat(shown(first)).isEqualTo("CN=elliptic");
      assertThat(shown(second)).isEqualTo("CN=rsa");
      assertThat(shown(third)).isEqualTo("CN=rsa");
    }
  }

  @Test
  void changedFiles_areTakenUp_brokenOnesAreNot() throws Exception {
    Path certificate = Files.copy(rsa.certificates(), folder.resolve("cert.pem"));
    Path key = Files.copy(rsa.key(), folder.resolve("key.pem"));
    try (var shown = ServerCertificate.load(pem(certificate, key))) {
      Files.copy(elliptic.certificates(), certificate, StandardCopyOption.REPLACE_EXISTING);
      shown.look();
      // The key is still the other one's.
      assertThat(shown(shown)).isEqualTo("CN=rsa");

      Files.copy(elliptic.key(), key, StandardCopyOption.REPLACE_EXISTING);
      shown.look();
      assertThat(shown(shown)).isEqualTo("CN=elliptic");

      Files.delete(key);
      shown.look();
      assertThat(shown(shown)).isEqualTo("CN=elliptic");
    }
  }

  @Test
  void mistakes_areTold_withKey_fileAndMend() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path old = folder.resolve("old-key.pem");
    Files.writeString(old, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
    Path text = Files.writeString(folder.resolve("text.pem"), "nothing");
    Path reversed = folder.resolve("reversed.pem");
    String chain = Files.readString(rsa.certificates());
    int second = chain.indexOf("-----BEGIN", 1);
    Files.writeString(reversed, chain.substring(second) + chain.substring(0, second));

    refused(pem(missing, rsa.key()), "front.tls.certificate: " + missing + " is not there");
    refused(pem(rsa.certificates(), missing), "front.tls.key: " + missing + " is not there");
    refused(pem(text, rsa.key()), "front.tls.certificate: " + text + " has no certificate");
    refused(pem(rsa.certificates(), text), "front.tls.key: " + text + " has no private key");
    refused(
        pem(rsa.certificates(), old),
        "front.tls.key: %s has RSA PRIVATE KEY (expected: PKCS#8 without a password; mend: openssl pkcs8"
            .formatted(old));
    refused(pem(reversed, rsa.key()), "its certificate 1 ('CN=ours') was not issued by the next");
    refused(
        pem(rsa.certificates(), elliptic.key()),
        "front.tls: the key does not belong to the certificate of 'CN=rsa'");
    refused(keystore(missing, ""), "front.tls.keystore: " + missing + " is not there");
    refused(
        keystore(rsa.keystore(), "wrong"),
        "front.tls.keystore: %s can't be opened".formatted(rsa.keystore()));
    refused(
        keystore(authority.pkcs12(), TestCertificates.PASSWORD),
        "has 0 private keys (expected: one, with its certificates)");
    refused(pem(folder, rsa.key()), "front.tls.certificate: " + folder + " is no file");
  }

  private static void refused(TlsConfig config, String message) {
    assertThatThrownBy(() -> ServerCertificate.load(config).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}

package io.sluice.broker.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of authorities. */
final class Authorities {
  private static final int MAX_BYTES = 4 << 20;
  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  /** A PKCS12 has a password even where it hides nothing: none, an empty one, Java's customary. */
  private static final char[] CUSTOMARY = "changeit".toCharArray();

  private Authorities() {}

  /** Those that the Java installation believes. */
  static X509ExtendedTrustManager ofJava() throws IOException {
    try {
      return trusting(null);
    } catch (GeneralSecurityException e) {
      throw new IOException("the authorities of the Java installation can't be read", e);
    }
  }

  /**
   * Those of a file.
   *
   * @throws IOException when the file can't be read or has no certificate of an authority
   */
  static X509ExtendedTrustManager of(Path file) throws IOException {
    byte[] content = content(file);
    KeyStore authorities;
    try {
      authorities =
          new String(content, StandardCharsets.ISO_8859_1).contains(PEM)
              ? pem(content)
              : pkcs12(content).orElseThrow(() -> unreadable(file, null));
      if (certificates(authorities) == 0) {
        throw unreadable(file, null);
      }
      return trusting(authorities);
    } catch (GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  /** The API may name any path, also that of a device without an end. */
  private static byte[] content(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("tls.authorities: %s (expected: a regular file)".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException(
            "tls.authorities: %s has more than %d bytes (expected: certificates of authorities)"
                .formatted(file, MAX_BYTES));
      }
      return content;
    }
  }

  private static IOException unreadable(Path file, @Nullable Exception cause) {
    return new IOException(
        "tls.authorities: %s has no certificate that can be read (expected: PEM, or a PKCS12 of trusted certificates without password or with Java's customary 'changeit')"
            .formatted(file),
        cause);
  }

  private static KeyStore pem(byte[] content) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(content))) {
      count++;
      store.setCertificateEntry("authority-" + count, certificate);
    }
    return store;
  }

  private static Optional<KeyStore> pkcs12(byte[] content) throws GeneralSecurityException {
    for (char[] password : Arrays.asList(CUSTOMARY, new char[0], null)) {
      Optional<KeyStore> store = opened(content, password);
      if (store.isPresent() && certificates(store.get()) > 0) {
        return store;
      }
    }
    return Optional.empty();
  }

  private static Optional<KeyStore> opened(byte[] content, char @Nullable [] password)
      throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(content), password);
      return Optional.of(store);
    } catch (IOException _) {
      // Another password, or no PKCS12 at all.
      return Optional.empty();
    }
  }

  private static int certificates(KeyStore store) throws GeneralSecurityException {
    int count = 0;
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)) {
        count++;
      }
    }
    return count;
  }

  private static X509ExtendedTrustManager trusting(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust in this Java"));
  }
}

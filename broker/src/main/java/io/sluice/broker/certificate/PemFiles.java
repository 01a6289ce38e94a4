package io.sluice.broker.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.config.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key from PEM. */
final class PemFiles {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END \\1PRIVATE KEY-----");

  private PemFiles() {}

  static KeyPairing read(TlsConfig.Pem files) throws IOException {
    var pairing = new KeyPairing(key(files.key()), chain(files.certificate()));
    int broken = pairing.brokenAt();
    if (broken > 0) {
      throw new IOException(
          "front.tls.certificate: %s: its certificate %d ('%s') was not issued by the next one (expected: the server's own first, then its issuer's, and so on)"
              .formatted(
                  files.certificate(),
                  broken,
                  pairing.chain().get(broken - 1).getSubjectX500Principal().getName()));
    }
    return pairing;
  }

  private static List<X509Certificate> chain(Path file) throws IOException {
    byte[] content = TlsFile.content("front.tls.certificate", file, "a PEM file with certificates");
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException e) {
      throw noCertificate(file, ": " + e.getMessage());
    }
    throw noCertificate(file, "");
  }

  private static IOException noCertificate(Path file, String why) {
    return new IOException(
        "front.tls.certificate: %s has no certificate that can be read%s (expected: PEM, -----BEGIN CERTIFICATE-----)"
            .formatted(file, why));
  }

  private static PrivateKey key(Path file) throws IOException {
    byte[] content = TlsFile.content("front.tls.key", file, "a PEM file with a private key");
    Matcher found = KEY.matcher(new String(content, ISO_8859_1));
    if (!found.find()) {
      throw new IOException(
          "front.tls.key: %s has no private key (expected: PEM, -----BEGIN PRIVATE KEY-----)"
              .formatted(file));
    }
    if (!found.group(1).isEmpty()) {
      throw otherForm(file, found.group(1).strip());
    }
    try {
      return key(file, Base64.getMimeDecoder().decode(found.group(2)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "front.tls.key: %s is no base64: %s (expected: PEM)".formatted(file, e.getMessage()));
    }
  }

  private static IOException otherForm(Path file, String form) {
    return new IOException(
        "front.tls.key: %s has %s PRIVATE KEY (expected: PKCS#8 without a password; mend: openssl pkcs8 -topk8 -nocrypt -in %s -out new-key.pem)"
            .formatted(file, form, file));
  }

  private static PrivateKey key(Path file, byte[] encoded) throws IOException {
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> key = key(algorithm, encoded);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new IOException(
        "front.tls.key: %s has a key of an unknown kind (expected: one of %s)"
            .formatted(file, String.join(", ", ALGORITHMS)));
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] encoded) throws IOException {
    try {
      var spec = new PKCS8EncodedKeySpec(encoded);
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException _) {
      // A key of another algorithm.
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("no " + algorithm + " in this Java", e);
    }
  }
}

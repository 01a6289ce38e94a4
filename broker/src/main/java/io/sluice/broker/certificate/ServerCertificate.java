package io.sluice.broker.certificate;

import io.sluice.broker.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that clients are shown, kept in step with its files: looked at once a minute, on
 * a thread of its own. Files that can't be used never replace what could; what is wrong with them
 * is logged once for each of their states. Connections keep the certificate they began with.
 */
public final class ServerCertificate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  private static final char[] NO_PASSWORD = {};

  private final TlsConfig config;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("certificate").unstarted(task));
  private volatile SSLContext context;
  private String lastSeen;

  private ServerCertificate(TlsConfig config, SSLContext context, String signature) {
    this.config = config;
    this.context = context;
    this.lastSeen = signature;
  }

  /**
   * Reads the files for the first time; {@link #start} begins to look for changes.
   *
   * @throws IOException when they can't be used; the message names the key, the file and the mend
   */
  public static ServerCertificate load(TlsConfig config) throws IOException {
    // Before the files are read: a change in between is found by the first look.
    String signature = signature(config);
    return new ServerCertificate(config, read(config), signature);
  }

  public void start() {
    long millis = LOOK_EVERY.toMillis();
    var _ = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** How to answer a handshake that begins now. */
  public SSLContext context() {
    return context;
  }

  /** Takes up what has changed on disk. */
  void look() {
    try {
      String signature = signature(config);
      if (!signature.equals(lastSeen)) {
        lastSeen = signature;
        context = read(config);
      }
    } catch (IOException e) {
      LOG.error("The certificate in force stays: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The thread's boundary: whatever one look meets, the next one must come.
      LOG.error("The certificate in force stays: its files could not be looked at", e);
    }
  }

  private static String signature(TlsConfig config) {
    return files(config).stream().map(TlsFile::signature).collect(Collectors.joining(";"));
  }

  private static List<Path> files(TlsConfig config) {
    return switch (config.keys()) {
      case TlsConfig.Pem pem -> List.of(pem.certificate(), pem.key());
      case TlsConfig.Keystore keystore -> List.of(keystore.file());
    };
  }

  private static SSLContext read(TlsConfig config) throws IOException {
    KeyPairing pairing =
        switch (config.keys()) {
          case TlsConfig.Pem pem -> PemFiles.read(pem);
          case TlsConfig.Keystore keystore -> KeystoreFile.read(keystore);
        };
    try {
      if (!pairing.fits()) {
        throw new IOException(
            "front.tls: the key does not belong to the certificate of '%s' (expected: the two that were made together, in %s)"
                .formatted(
                    pairing.own().getSubjectX500Principal().getName(), names(files(config))));
      }
      SSLContext context = context(pairing);
      tell(pairing.own());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("front.tls: this key can't be used: " + e.getMessage(), e);
    }
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  private static SSLContext context(KeyPairing pairing)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "front", pairing.key(), NO_PASSWORD, pairing.chain().toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static void tell(X509Certificate own) {
    Instant end = own.getNotAfter().toInstant();
    if (end.isBefore(Instant.now())) {
      LOG.warn(
          "front.tls: the certificate of '{}' was valid until {} (expected: a newer one)",
          own.getSubjectX500Principal().getName(),
          end);
    } else {
      LOG.info(
          "Clients are shown the certificate of '{}', valid until {}",
          own.getSubjectX500Principal().getName(),
          end);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

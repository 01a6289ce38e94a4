package io.sluice.broker.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each cluster's TLS trusts, read again when its file changes. Looks at the disk: ask it where
 * waiting is allowed, never on a lane. Safe for any number of threads.
 */
public final class TrustFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TrustFiles.class);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  /** Of clusters that nobody has asked for a while, nothing is kept. */
  private final Cache<ClusterName, Read> read =
      Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();

  private @Nullable X509ExtendedTrustManager javas;

  /** One cluster's trust, and the state of the file from which it was made. */
  private record Read(TlsTrust trust, Optional<FileState> file, ClusterTls tls) {}

  private record FileState(FileTime changed, long size, Optional<Object> key) {
    static FileState of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()));
    }
  }

  /**
   * How to talk TLS to a cluster; the same object for as long as nothing has changed. While a
   * changed file can't be read, what was read of it before goes on to be trusted.
   *
   * @throws IOException when nothing could be read of the file so far; the message says why
   */
  public ClusterTls of(ClusterName cluster, TlsTrust trust) throws IOException {
    Read before = read.getIfPresent(cluster);
    boolean same = before != null && before.trust().equals(trust);
    try {
      Optional<FileState> file =
          trust.authorities().isPresent()
              ? Optional.of(FileState.of(trust.authorities().get()))
              : Optional.empty();
      if (same && Objects.requireNonNull(before).file().equals(file)) {
        return before.tls();
      }
      var tls = new ClusterTls(context(cluster, trust), trust.verifyHost());
      read.put(cluster, new Read(trust, file, tls));
      return tls;
    } catch (IOException e) {
      if (!same) {
        throw explained(cluster, e);
      }
      return keep(cluster, Objects.requireNonNull(before), e);
    }
  }

  /** Tells of a file that can't be read, once for each of its states. */
  private ClusterTls keep(ClusterName cluster, Read before, IOException e) {
    Optional<FileState> file = stateNow(before.trust());
    if (!before.file().equals(file)) {
      LOG.warn("What was trusted before still is: {}", explained(cluster, e).getMessage());
      read.put(cluster, new Read(before.trust(), file, before.tls()));
    }
    return before.tls();
  }

  private static Optional<FileState> stateNow(TlsTrust trust) {
    try {
      return Optional.of(FileState.of(trust.authorities().orElseThrow()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static IOException explained(ClusterName cluster, IOException e) {
    String why =
        e instanceof NoSuchFileException missing
            ? "tls.authorities: %s is not there (expected: a file with the certificates of authorities)"
                .formatted(missing.getFile())
            : String.valueOf(e.getMessage());
    return new IOException("cluster %s: %s".formatted(cluster, why), e);
  }

  private SSLContext context(ClusterName cluster, TlsTrust trust) throws IOException {
    X509ExtendedTrustManager judge =
        trust.authorities().isPresent() ? Authorities.of(trust.authorities().get()) : javas();
    String authorities =
        trust.authorities().map(Path::toString).orElse("the authorities that this Java knows");
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, new TrustManager[] {new ExplainingTrust(judge, cluster, authorities)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS in this Java", e);
    }
  }

  /** Read once: there are many of them. */
  private synchronized X509ExtendedTrustManager javas() throws IOException {
    if (javas == null) {
      javas = Authorities.ofJava();
    }
    return javas;
  }
}

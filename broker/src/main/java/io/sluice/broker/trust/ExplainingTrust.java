package io.sluice.broker.trust;

import io.sluice.rules.fact.ClusterName;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides as another does, and says of a certificate that is refused which one, of which cluster,
 * and what to do: what Java says ("unable to find valid certification path to requested target")
 * sends people searching.
 */
final class ExplainingTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private final ClusterName cluster;
  private final String authorities;

  /**
   * @param authorities whose certificates are believed, for people
   */
  ExplainingTrust(X509ExtendedTrustManager judge, ClusterName cluster, String authorities) {
    this.judge = judge;
    this.cluster = cluster;
    this.authorities = authorities;
  }

  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    explained(chain, () -> judge.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    explained(chain, () -> judge.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    explained(chain, () -> judge.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private void explained(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      throw new CertificateException(
          "cluster %s: its certificate %s is refused: %s (expected: issued by one of %s, and naming the host of the cluster's url; mend the cluster's tls.authorities, its url or its certificate)"
              .formatted(
                  cluster, chain.length == 0 ? "" : named(chain[0]), e.getMessage(), authorities),
          e);
    }
  }

  private static String named(X509Certificate certificate) {
    return "'%s' (%s, issued by '%s', valid until %s)"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            hosts(certificate),
            certificate.getIssuerX500Principal().getName(),
            certificate.getNotAfter().toInstant());
  }

  private static String hosts(X509Certificate certificate) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return "its host names can't be read: " + e.getMessage();
    }
    return names == null
        ? "for no host"
        : names.stream()
            .map(name -> String.valueOf(name.get(1)))
            .collect(Collectors.joining(", ", "for ", ""));
  }
}

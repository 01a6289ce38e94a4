package io.sluice.admin.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom the broker believes to be a cluster that speaks TLS.
 *
 * @param authorities the certificates of authorities that may vouch for it, PEM or PKCS12; those
 *     that Java trusts when there is none
 * @param verifyHost whether its certificate must name the host of its URL
 */
public record TlsTrust(Optional<Path> authorities, boolean verifyHost) {
  /** As for any site on the Internet. */
  public static final TlsTrust USUAL = new TlsTrust(Optional.empty(), true);
}

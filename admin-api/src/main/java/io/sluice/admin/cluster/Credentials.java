package io.sluice.admin.cluster;

import java.util.Optional;

/**
 * As whom the broker itself asks a cluster, for its load and catalogs. Statements of clients never
 * carry them.
 *
 * @param user a user of the cluster
 * @param password where the password stands; without one, the user is only named in a header
 */
public record Credentials(String user, Optional<SecretReference> password) {
  public Credentials {
    if (user.isBlank()) {
      throw new IllegalArgumentException("user: '' (expected: a user of the cluster)");
    }
  }
}

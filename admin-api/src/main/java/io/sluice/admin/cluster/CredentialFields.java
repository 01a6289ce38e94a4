package io.sluice.admin.cluster;

import io.sluice.admin.wire.Fields;
import java.util.Optional;

/** Reads as whom the broker asks a cluster. No complaint repeats what may be a secret. */
final class CredentialFields {
  private CredentialFields() {}

  /** The credentials; none when nothing is said of them, and when null is. */
  static Optional<Credentials> read(Fields fields) {
    if (fields.isNull("credentials")) {
      return Optional.empty();
    }
    return fields.object("credentials").flatMap(CredentialFields::credentials);
  }

  private static Optional<Credentials> credentials(Fields fields) {
    Optional<String> user = fields.required("user", CredentialFields::user);
    Optional<SecretReference> password = fields.concealed("password", SecretReference::parse);
    return user.map(name -> new Credentials(name, password));
  }

  private static String user(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("'' (expected: a user of the cluster)");
    }
    return text;
  }
}

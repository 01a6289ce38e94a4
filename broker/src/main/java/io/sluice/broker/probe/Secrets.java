package io.sluice.broker.probe;

import io.sluice.admin.cluster.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/**
 * Looks secrets up where they stand, each time anew: who changes a file changes the password from
 * the next probe on.
 */
final class Secrets {
  private static final long MAX_BYTES = 64 * 1024;

  private final Map<String, String> environment;

  Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The secret itself; never to be shown.
   *
   * @throws IOException when there is none; the message names the place only
   */
  String read(SecretReference reference) throws IOException {
    String secret =
        switch (reference) {
          case SecretReference.Variable(String name) -> environment.getOrDefault(name, "");
          case SecretReference.SecretFile file -> content(file);
        };
    if (secret.isEmpty()) {
      throw new IOException(
          "credentials.password: %s is empty or not there (expected: a password)"
              .formatted(reference));
    }
    return secret;
  }

  private static String content(SecretReference.SecretFile file) throws IOException {
    try {
      // The API may name any path, also that of a device without an end.
      if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
        throw new IOException(
            "credentials.password: %s (expected: a regular file)".formatted(file));
      }
      if (Files.size(file.path()) > MAX_BYTES) {
        throw new IOException(
            "credentials.password: %s has more than %d bytes (expected: a password)"
                .formatted(file, MAX_BYTES));
      }
      String content = Files.readString(file.path());
      if (content.endsWith("\n")) {
        content = content.substring(0, content.length() - 1);
      }
      return content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
    } catch (NoSuchFileException _) {
      return "";
    }
  }
}

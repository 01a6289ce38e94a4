package io.sluice.broker.config;

import java.nio.file.Path;
import java.util.List;

/**
 * How clients reach the broker over TLS.
 *
 * @param keys where its certificate and key stand
 * @param protocols the versions of TLS that are spoken
 */
public record TlsConfig(Keys keys, List<String> protocols) {
  public TlsConfig {
    protocols = List.copyOf(protocols);
  }

  /** Where the broker's certificate and its key stand. */
  public sealed interface Keys {}

  /**
   * Two PEM files.
   *
   * @param certificate the server's certificate, then those that lead to its authority
   * @param key its private key, PKCS#8 without a password
   */
  public record Pem(Path certificate, Path key) implements Keys {}

  /**
   * One PKCS12 file.
   *
   * @param file the file
   * @param password that of the file and of the key in it
   */
  public record Keystore(Path file, String password) implements Keys {
    /** Like a record's own, but without the password, so that no log line can leak it. */
    @Override
    public String toString() {
      return "Keystore[file=%s, password=%s]".formatted(file, Secrets.mask(password));
    }
  }
}

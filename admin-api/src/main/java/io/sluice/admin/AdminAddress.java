package io.sluice.admin;

/**
 * Where the admin API listens.
 *
 * @param host a name or an IP address
 * @param port 0 to 65535; 0 picks a free one
 */
public record AdminAddress(String host, int port) {
  public AdminAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "admin.host: '%s' (expected: a name or an IP address)".formatted(host));
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "admin.port: %d (expected: 0 to 65535; 0 picks a free one)".formatted(port));
    }
  }
}
